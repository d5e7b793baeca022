//! The speaker's notes of slides: a part a slide that has some, and the master that they need (ECMA-376 Part 1, 13.3.4 and 13.3.5).

use super::package::{Package, escaped};
use super::pptx::{NAMESPACES, TYPES};

/// The master's path.
const MASTER: &str = "ppt/notesMasters/notesMaster1.xml";
/// What a tree of shapes begins with.
const TREE: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>";

/// Writes the notes of each slide that has some; gives the presentation's list of masters, empty where none has any.
pub fn write<'a>(slides: impl Iterator<Item = &'a [String]>, presentation: &str, package: &mut Package) -> String {
    let mut any = false;
    for (number, speech) in (1_usize..).zip(slides) {
        if speech.is_empty() {
            continue;
        }
        any = true;
        let (slide, path) = (format!("ppt/slides/slide{number}.xml"), format!("ppt/notesSlides/notesSlide{number}.xml"));
        package.relate(&slide, "notesSlide", &format!("../notesSlides/notesSlide{number}.xml"));
        package.relate(&path, "notesMaster", "../notesMasters/notesMaster1.xml");
        package.relate(&path, "slide", &format!("../slides/slide{number}.xml"));
        package.xml(&path, &format!("{TYPES}presentationml.notesSlide+xml"), &notes(speech));
    }
    if !any {
        return String::new();
    }
    let id = package.relate(presentation, "notesMaster", "notesMasters/notesMaster1.xml");
    package.relate(MASTER, "theme", "../theme/theme2.xml");
    package.xml(MASTER, &format!("{TYPES}presentationml.notesMaster+xml"), &master());
    // A theme belongs to one master.
    package.xml("ppt/theme/theme2.xml", &format!("{TYPES}theme+xml"), include_str!("../../../assets/office/theme.xml"));
    format!("<p:notesMasterIdLst><p:notesMasterId r:id=\"{id}\"/></p:notesMasterIdLst>")
}

fn notes(speech: &[String]) -> String {
    let words: String =
        speech.iter().map(|line| format!("<a:p><a:r><a:rPr lang=\"zh-CN\"/><a:t>{}</a:t></a:r></a:p>", escaped(line))).collect();
    format!(
        "<p:notes {NAMESPACES}><p:cSld><p:spTree>{TREE}{}{}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>",
        picture(""),
        words_shape("", &words)
    )
}

fn master() -> String {
    let place = |y: i64, height: i64| format!("<a:xfrm><a:off x=\"685800\" y=\"{y}\"/><a:ext cx=\"5486400\" cy=\"{height}\"/></a:xfrm>");
    let shape = |y, height| format!("{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>", place(y, height));
    format!(
        "<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgRef idx=\"1001\"><a:schemeClr val=\"bg1\"/></p:bgRef></p:bg><p:spTree>{TREE}{}{}\
         </p:spTree></p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" \
         accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>\
         </p:notesMaster>",
        picture(&shape(1_143_000, 3_086_100)),
        words_shape(&shape(4_400_550, 3_600_450), "<a:p><a:endParaRPr lang=\"zh-CN\"/></a:p>")
    )
}

/// The slide's picture above its notes.
fn picture(shape: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"幻灯片\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr>\
         <p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr>{shape}</p:spPr></p:sp>"
    )
}

fn words_shape(shape: &str, words: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"讲稿\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
         <p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr>{shape}</p:spPr>\
         <p:txBody><a:bodyPr/><a:lstStyle/>{words}</p:txBody></p:sp>"
    )
}
