//! The command line: `gangmu extract FILE… --format json` prints one JSON object a file, in the order given; `gangmu check FILE…`
//! what does not agree in each, and between those of one place; `gangmu export FILE… --format pdf --output PAGES.pdf` writes charts or figures.
//! Knows no window; anything that is no command here is a file for the window.

mod check;
mod export;
mod json;

use crate::app::{Language, Locale};
use crate::base::Progress;
use crate::export::{Picture, REGISTRY, exporter};
use crate::import::{self, Apart, ImportError, archive};
use crate::indicator;
use crate::library::Report;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What `--help` prints.
const HELP: &str = "Gangmu 纲目 reads Chinese government and statistical reports: their outline, and every figure in them.

  gangmu [FILE…]                             open the window, with these files
  gangmu --samples                           open the window, with the samples
  gangmu extract FILE… [--format json] [--with-text]
                                             print outline and figures, one JSON object a file
  gangmu check FILE… [--format text|json] [--all]
                                             print figures that do not agree, in each file and between those of one place;
                                             --all: also those that do
  gangmu export FILE… --format pdf|png|svg|pptx|docx|xlsx|csv|sdmx --output PATH [--dpi 96|150|300] [--ground white|transparent]
                                             write the best charts, or (csv, sdmx) every figure; dots and ground are of png
  gangmu --version
  gangmu --help

Exit status: 0 every file was read, 1 some could not be read, 2 wrong arguments; of check also 3: an error was found.
";

/// What the arguments ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Open the window with these files.
    Window(Vec<PathBuf>),
    /// Print outline and figures of these files.
    Extract {
        /// The files, in order.
        files: Vec<PathBuf>,
        /// Whether to print the text as well.
        with_text: bool,
    },
    /// Print what does not agree in these files.
    Check {
        /// The files, in order.
        files: Vec<PathBuf>,
        /// As JSON, or as lines to read.
        json: bool,
        /// Whether to print also what agrees.
        all: bool,
    },
    /// Write charts or figures of these files.
    Export {
        /// The files, in order.
        files: Vec<PathBuf>,
        /// The exporter's id.
        format: &'static str,
        /// The file to write.
        output: PathBuf,
        /// How pictures are made.
        picture: Picture,
    },
    /// Print the version.
    Version,
    /// Print the usage.
    Help,
    /// Say what is wrong with the arguments.
    Wrong(String),
}

/// Reads the arguments, without the program's own name.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Command {
    let mut args = args.into_iter().peekable();
    match args.peek().and_then(|first| first.to_str()) {
        Some("extract") => parse_extract(args.skip(1)),
        Some("check") => parse_check(args.skip(1)),
        Some("export") => parse_export(args.skip(1)),
        Some("--version" | "-V") => Command::Version,
        Some("--help" | "-h") => Command::Help,
        _ => Command::Window(args.filter(|arg| arg != "--").map(PathBuf::from).collect()),
    }
}

/// The files and options after a command's name.
struct Given {
    files: Vec<PathBuf>,
    /// The last `--format`.
    format: Option<String>,
    /// The last `--output`.
    output: Option<PathBuf>,
    /// The last `--dpi`.
    dpi: Option<String>,
    /// The last `--ground`.
    ground: Option<String>,
    /// Whether the command's own switch was given.
    switch: bool,
}

/// Reads what follows a command with one switch of its own. `--` ends the options, so that a file may be called `--help`.
fn given(name: &str, switch: &str, mut args: impl Iterator<Item = OsString>) -> Result<Given, Command> {
    let mut given = Given { files: Vec::new(), format: None, output: None, dpi: None, ground: None, switch: false };
    let word = |arg: Option<OsString>| Some(arg.unwrap_or_default().to_string_lossy().into_owned());
    while let Some(arg) = args.next() {
        match arg.to_str() {
            Some(option) if option == switch && !switch.is_empty() => given.switch = true,
            Some("--help" | "-h") => return Err(Command::Help),
            Some("--") => {
                given.files.extend(args.by_ref().map(PathBuf::from));
                break;
            }
            Some("--output" | "-o") if name == "export" => given.output = args.next().map(PathBuf::from),
            Some("--dpi") if name == "export" => given.dpi = word(args.next()),
            Some("--ground") if name == "export" => given.ground = word(args.next()),
            Some("--format") => given.format = word(args.next()),
            Some(option) if option.starts_with("--format=") => given.format = Some(option.trim_start_matches("--format=").to_owned()),
            Some(option) if option.starts_with('-') => return Err(Command::Wrong(format!("{name} has no option {option}"))),
            _ => given.files.push(PathBuf::from(arg)),
        }
    }
    if given.files.is_empty() {
        return Err(Command::Wrong(format!("{name} needs at least one file")));
    }
    Ok(given)
}

fn parse_extract(args: impl Iterator<Item = OsString>) -> Command {
    match given("extract", "--with-text", args) {
        Err(command) => command,
        Ok(Given { format: Some(format), .. }) if format != "json" => {
            Command::Wrong(format!("the format `{format}` is not known; write --format json"))
        }
        Ok(given) => Command::Extract { files: given.files, with_text: given.switch },
    }
}

fn parse_check(args: impl Iterator<Item = OsString>) -> Command {
    match given("check", "--all", args) {
        Err(command) => command,
        Ok(given) => match given.format.as_deref() {
            None | Some("text") => Command::Check { files: given.files, json: false, all: given.switch },
            Some("json") => Command::Check { files: given.files, json: true, all: given.switch },
            Some(format) => Command::Wrong(format!("the format `{format}` is not known; write --format json or --format text")),
        },
    }
}

fn parse_export(args: impl Iterator<Item = OsString>) -> Command {
    let given = match given("export", "", args) {
        Err(command) => return command,
        Ok(given) => given,
    };
    let picture = match picture(given.dpi.as_deref(), given.ground.as_deref()) {
        Ok(picture) => picture,
        Err(why) => return Command::Wrong(why),
    };
    let Some(output) = given.output else { return Command::Wrong("export needs the file to write: --output PATH".to_owned()) };
    let ending = output.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let format = given.format.unwrap_or(ending);
    match exporter(&format) {
        Some(exporter) => Command::Export { files: given.files, format: exporter.id(), output, picture },
        None => {
            let known: Vec<&str> = REGISTRY.iter().map(|e| e.id()).collect();
            Command::Wrong(format!("the format `{format}` is not known; write --format with one of {}", known.join(", ")))
        }
    }
}

/// How pictures are to be made, by `--dpi` and `--ground`.
fn picture(dpi: Option<&str>, ground: Option<&str>) -> Result<Picture, String> {
    let plain = Picture::default();
    let wanted = dpi.map_or(Some(plain.dpi), |dpi| dpi.parse().ok());
    let Some(dpi) = wanted.filter(|&dpi| Picture { dpi, ..plain }.mended().dpi == dpi) else {
        return Err("--dpi takes a number from 48 to 600: 96 for screens, 150 for texts, 300 for print".to_owned());
    };
    let transparent = match ground {
        None | Some("white") => false,
        Some("transparent") => true,
        Some(_) => return Err("--ground takes white or transparent".to_owned()),
    };
    Ok(Picture { dpi, transparent })
}

/// Bytes written at once: a large workbook's figures fill hundreds of megabytes.
const OUTPUT_BUFFER: usize = 256 * 1024;

/// Does what was asked, on standard output and standard error. For the window it does nothing.
#[must_use]
pub fn run(command: &Command) -> ExitCode {
    let mut out = BufWriter::with_capacity(OUTPUT_BUFFER, io::stdout().lock());
    let mut complaints = io::stderr().lock();
    let done = perform(command, &mut out, &mut complaints).and_then(|status| out.flush().map(|()| status));
    match done {
        Ok(status) => ExitCode::from(status),
        // The reader has gone, as in `gangmu … | head`: nobody is left to tell.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(1),
        Err(error) => {
            // Standard error may be closed as well; the exit status still tells.
            let _ = writeln!(complaints, "gangmu: cannot write the result: {error}");
            ExitCode::from(1)
        }
    }
}

/// Does what was asked; gives the exit status.
fn perform(command: &Command, out: &mut impl Write, complaints: &mut impl Write) -> io::Result<u8> {
    match command {
        Command::Window(_) => {}
        Command::Version => writeln!(out, "gangmu {}", version())?,
        Command::Help => out.write_all(HELP.as_bytes())?,
        Command::Wrong(why) => {
            writeln!(complaints, "gangmu: {why}\nTry `gangmu --help`.")?;
            return Ok(2);
        }
        Command::Extract { files, with_text } => {
            // The words of the catalogue are laid out while the first file is opened.
            std::thread::spawn(indicator::prepare);
            let mut status = 0;
            for path in files {
                read_reports(path, &mut |path, read| {
                    match read {
                        Ok(report) => {
                            for notice in &report.document.notices {
                                writeln!(complaints, "gangmu: {}: {notice}", path.display())?;
                            }
                            json::write_report(out, path, &report, *with_text)?;
                        }
                        Err(error) => {
                            status = 1;
                            writeln!(complaints, "gangmu: {}: {error}", path.display())?;
                            json::write_error(out, path, &error)?;
                        }
                    }
                    writeln!(out)
                })?;
            }
            return Ok(status);
        }
        Command::Export { files, format, output, picture } => {
            return match exporter(format) {
                Some(exporter) => export::run(files, exporter, (output, *picture), complaints),
                None => Ok(2),
            };
        }
        Command::Check { files, json, all } => {
            let locale = Locale::of(Language::of_system());
            let (mut status, mut reports) = (0, Vec::new());
            for path in files {
                read_reports(path, &mut |path, read| match read {
                    Ok(report) => {
                        reports.push((path.to_owned(), Arc::new(report)));
                        Ok(())
                    }
                    Err(error) => {
                        status = 1;
                        writeln!(complaints, "gangmu: {}: {error}", path.display())
                    }
                })?;
            }
            let wrong = check::Together::of(reports).write(out, *json, *all, locale)?;
            return Ok(if wrong && status == 0 { 3 } else { status });
        }
    }
    Ok(0)
}

/// The version, with the commit it was built from where the build knew it.
#[must_use]
pub fn version() -> String {
    match option_env!("GANGMU_COMMIT").filter(|commit| !commit.is_empty()) {
        Some(commit) => format!("{} ({commit})", env!("CARGO_PKG_VERSION")),
        None => env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// What is done with each report, or with why it cannot be read.
type Each<'a> = dyn FnMut(&Path, Result<Report, ImportError>) -> io::Result<()> + 'a;

/// Reads one file and everything in it; of an archive every file, its path that of the archive with its own behind.
fn read_reports(path: &Path, each: &mut Each) -> io::Result<()> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let bytes = match file_bytes(path) {
        Ok(bytes) => bytes,
        Err(error) => return each(path, Err(error)),
    };
    let read = |name: &str, bytes: Vec<u8>| {
        let name = name.to_owned();
        let read = move |progress: &Progress| Ok(Report::read(import::read(&name, &bytes, progress)?, bytes.into()));
        Apart::begin(Progress::default(), read).end()
    };
    if !archive::is_archive(&name, &bytes) {
        return each(path, read(&name, bytes));
    }
    let mut written = Ok(());
    let rest = archive::visit(&bytes, &Progress::default(), &mut |inner, bytes| {
        if written.is_ok() {
            let name = inner.rsplit('/').next().unwrap_or(inner);
            written = each(&path.join(inner), bytes.and_then(|bytes| read(name, bytes)));
        }
    });
    written?;
    match rest {
        Err(error) => each(path, Err(error)),
        Ok(rest) if rest.found == 0 => each(path, Err(ImportError::Unsupported)),
        Ok(_) => Ok(()),
    }
}

fn file_bytes(path: &Path) -> Result<Vec<u8>, ImportError> {
    let unreadable = |error: io::Error| ImportError::Unreadable(error.to_string());
    let file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size > import::limits::FILE_BYTES {
        return Err(ImportError::TooLarge(size));
    }
    let mut bytes = Vec::new();
    file.take(import::limits::FILE_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &str) -> Command {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn arguments_are_understood() {
        let files = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert_eq!(asked(""), Command::Window(vec![]));
        assert_eq!(asked("a.txt b.xlsx"), Command::Window(files(&["a.txt", "b.xlsx"])));
        assert_eq!(asked("extract a.txt --format json"), Command::Extract { files: files(&["a.txt"]), with_text: false });
        assert_eq!(asked("extract --with-text --format=json -- --a b"), Command::Extract { files: files(&["--a", "b"]), with_text: true });
        assert_eq!(asked("--version"), Command::Version);
        assert_eq!(asked("check a.txt"), Command::Check { files: files(&["a.txt"]), json: false, all: false });
        assert_eq!(asked("check --all --format json a.txt"), Command::Check { files: files(&["a.txt"]), json: true, all: true });
        let picture = |dpi, transparent| Picture { dpi, transparent };
        let export_as =
            |format, output: &str, picture| Command::Export { files: files(&["a.txt"]), format, output: output.into(), picture };
        let export = |format, output: &str| export_as(format, output, Picture::default());
        assert_eq!(asked("export a.txt -o b.png --dpi 300 --ground transparent"), export_as("png", "b.png", picture(300, true)));
        assert_eq!(asked("export a.txt -o b.xlsx"), export("xlsx", "b.xlsx"));
        assert_eq!(asked("export --format sdmx a.txt --output b.csv"), export("sdmx", "b.csv"));
        for wrong in [
            "check",
            "export a.txt --format pdf",
            "export --output b.pdf",
            "export a.txt --output b.doc",
            "export a.txt --output b.png --dpi 5000",
            "export a.txt --output b.png --dpi",
            "export a.txt --output b.png --ground blue",
            "extract a.txt --dpi 96",
            "check a.txt --format xml",
            "check --with-text a.txt",
            "extract",
            "extract a.txt --format xml",
            "extract a.txt --format",
            "extract --colour a.txt",
        ] {
            assert!(matches!(asked(wrong), Command::Wrong(_)), "{wrong}");
        }
    }

    /// Runs `extract`; gives the exit status, each line as JSON, and the complaints.
    fn extract(files: &[&Path], with_text: bool) -> (u8, Vec<serde_json::Value>, String) {
        let command = Command::Extract { files: files.iter().map(|p| p.to_path_buf()).collect(), with_text };
        let (mut out, mut complaints) = (Vec::new(), Vec::new());
        let status = perform(&command, &mut out, &mut complaints).unwrap();
        let lines = String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        (status, lines, String::from_utf8(complaints).unwrap())
    }

    #[test]
    fn one_object_a_file_and_errors_beside() {
        let folder = tempfile::tempdir().unwrap();
        let (good, empty, gone) = (folder.path().join("报告.txt"), folder.path().join("empty.txt"), folder.path().join("gone.txt"));
        std::fs::write(&good, "\u{feff}云岭县工信局2023年工作总结\r\n一、工作回顾\r\n内容。\r\n").unwrap();
        std::fs::write(&empty, "").unwrap();

        let (status, lines, complaints) = extract(&[&good], true);
        assert_eq!((status, lines.len(), complaints.as_str()), (0, 1, ""));
        assert_eq!(lines[0]["schema"], "gangmu/1");
        assert_eq!(lines[0]["source"]["encoding"], "UTF-8");
        assert_eq!(lines[0]["text"], "云岭县工信局2023年工作总结\n一、工作回顾\n内容。\n");

        let (status, lines, complaints) = extract(&[&empty, &good, &gone], false);
        assert_eq!((status, lines.len()), (1, 3));
        assert_eq!((&lines[0]["error"]["kind"], &lines[2]["error"]["kind"]), (&"empty".into(), &"unreadable".into()));
        assert!(lines[1].get("text").is_none() && lines[1].get("error").is_none());
        assert!(complaints.contains("empty.txt") && complaints.contains("gone.txt") && !complaints.contains("报告"));
    }

    #[test]
    fn what_does_not_agree_is_printed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("报告.txt");
        let title = "澄渡区2022年工作总结\n\n";
        let run = |completion: &str, json: bool| {
            let text = format!("{title}完成工业投资33.8亿元，为年度任务（65亿元）的{completion}。\n");
            std::fs::write(&file, text).unwrap();
            let (mut out, mut complaints) = (Vec::new(), Vec::new());
            let command = Command::Check { files: vec![file.clone()], json, all: false };
            (perform(&command, &mut out, &mut complaints).unwrap(), String::from_utf8(out).unwrap())
        };
        assert_eq!(run("52%", false), (0, String::new()));
        let (status, line) = run("62%", false);
        assert!(status == 3 && line.contains("报告.txt:3: error completion") && line.contains("33.8亿元 ÷ 65亿元 = 52 %"), "{line}");
        let (_, line) = run("62%", true);
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!((&value["schema"], &value["holds"]), (&"gangmu-check/1".into(), &0.into()));
        assert_eq!(value["findings"][0]["figures"][2]["words"], "62%");
    }

    #[test]
    fn reports_of_one_place_are_held_against_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let before = write("2021.txt", "澄渡区2021年工作总结\n\n全社会研发经费投入5.1亿元。\n");
        let after = write("2022.txt", "澄渡区2022年工作总结\n\n全社会研发经费投入6.8亿元，同比增长25.0%。\n");
        let run = |files: &[&PathBuf], json| {
            let (mut out, mut complaints) = (Vec::new(), Vec::new());
            let command = Command::Check { files: files.iter().map(|path| (*path).clone()).collect(), json, all: false };
            (perform(&command, &mut out, &mut complaints).unwrap(), String::from_utf8(out).unwrap())
        };
        assert_eq!(run(&[&after], false), (0, String::new()));
        let (status, line) = run(&[&before, &after], false);
        assert!(status == 0 && line.contains("2022.txt:3: doubt implied") && line.contains("2021.txt:3"), "{line}");
        let (_, lines) = run(&[&before, &after], true);
        let last: serde_json::Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
        let other = &last["findings"][0]["others"][0];
        assert_eq!((&other["path"], &other["words"]), (&before.to_string_lossy().into_owned().into(), &"5.1亿元".into()));
    }
}
