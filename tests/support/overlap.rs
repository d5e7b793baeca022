//! Whether a page's words keep off each other and on their page.

use gangmu::chart::scene::{Rect, Scene};

pub fn check(scene: &Scene, what: &str) -> Result<(), String> {
    let paper = Rect::new(0.0, 0.0, scene.width, scene.height);
    let texts: Vec<_> = scene.texts().collect();
    for (i, run) in texts.iter().enumerate() {
        let bounds = run.bounds();
        if !bounds.x.is_finite() || !bounds.y.is_finite() || !paper.holds(bounds) {
            return Err(format!("{what}: {:?} leaves the page: {bounds:?}", run.text));
        }
        for other in texts.iter().skip(i + 1) {
            // Lines of one paragraph stand an em apart at least; a hair is no overlap.
            if bounds.inset(0.05).overlaps(other.bounds().inset(0.05)) {
                return Err(format!("{what}: {:?} {bounds:?} overlaps {:?} {:?}", run.text, other.text, other.bounds()));
            }
        }
    }
    Ok(())
}
