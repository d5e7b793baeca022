//! Nothing lost: a program that is killed at any moment leaves a project that opens, and at most two seconds of work are missing.
//!
//! `GANGMU_KILLS=200 cargo test --test crash` kills more often than the twenty times of every run.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use gangmu::app::{Command, ReviewCommand, State};
use gangmu::library::ObservationRef;
use gangmu::library::corrections::About;
use gangmu::project::journal;
use gangmu::project::{ProjectFile, open};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// At most so much work may be missing.
const MISSING: Duration = Duration::from_secs(2);
/// How many programs are killed at the same time.
const TOGETHER: u64 = 4;

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples").join(name)
}

fn settle(state: &mut State) {
    while !state.jobs.running().is_empty() {
        if !state.poll() {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
    state.poll();
}

/// Numbers that look random, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

fn now() -> u128 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis()
}

/// The session that is killed: decides on and on, saves now and then, and notes each step when it is done.
#[test]
#[ignore = "started, and killed, by the test below"]
fn session() {
    let Some(folder) = std::env::var_os("GANGMU_CRASH").map(PathBuf::from) else { return };
    let mut dice = Dice(std::env::var("GANGMU_SEED").unwrap().parse().unwrap());
    let mut steps = std::fs::File::create(folder.join("steps")).unwrap();
    let mut state = State::default();
    state.keep_journal_in(folder.join("recovery"), Arc::new(|| {}));
    state.apply(Command::Import(vec![sample("report-2022.txt"), sample("report-2021.txt")]));
    settle(&mut state);
    let (id, other) = (state.library.reports()[0].id(), state.library.reports()[1].id());
    for step in 1_u32.. {
        state.apply(Command::Review(ReviewCommand::Describe(id, About { place: Some(format!("第{step}县")), ..About::default() })));
        writeln!(steps, "{step} {}", now()).unwrap();
        let figures = state.library.report(other).unwrap().observations.len() as u64;
        let at = ObservationRef { report: other, index: u32::try_from(dice.below(figures)).unwrap() };
        match dice.below(12) {
            0 => state.apply(Command::SaveProjectAs(folder.join("核.gangmu"))),
            1 | 2 => state.apply(Command::Review(ReviewCommand::Discard(at))),
            3..6 => state.apply(Command::Review(ReviewCommand::Confirm(at))),
            6 => {
                state.apply(Command::Undo);
                state.apply(Command::Redo);
            }
            _ => {}
        }
        if dice.below(3) == 0 {
            settle(&mut state);
        }
        std::thread::sleep(Duration::from_millis(dice.below(120)));
        state.poll();
    }
}

/// The step that a project is at.
fn step_of(project: &ProjectFile) -> Option<u32> {
    let places = project.corrections.values().filter_map(|c| c.about.place.as_deref());
    places.filter_map(|place| place.strip_prefix('第')?.strip_suffix('县')?.parse().ok()).max()
}

/// Kills one session. Gives how much work was missing.
fn kill(seed: u64) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let mut child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["session", "--exact", "--ignored"])
        .env("GANGMU_CRASH", folder.path())
        .env("GANGMU_SEED", seed.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let steps = folder.path().join("steps");
    let begun = Instant::now();
    while std::fs::metadata(&steps).map_or(0, |about| about.len()) == 0 {
        assert!(begun.elapsed() < Duration::from_secs(60) && child.try_wait().unwrap().is_none(), "the session does not begin");
        std::thread::sleep(Duration::from_millis(2));
    }
    std::thread::sleep(Duration::from_millis(Dice(seed ^ 0x9E37_79B9).below(4000)));
    child.kill().unwrap();
    let killed = now();
    child.wait().unwrap();

    let mut found = 0;
    if let Ok(bytes) = std::fs::read(folder.path().join("核.gangmu")) {
        let saved = open(&bytes).unwrap();
        assert_eq!(saved.sources.len(), 2);
        found = found.max(step_of(&saved).unwrap());
    }
    let left = journal::left(&folder.path().join("recovery"));
    assert!(left.len() <= 1, "one window, {} journals", left.len());
    for left in left {
        let project = left.read().unwrap();
        assert_eq!((project.sources.len(), left.sources), (2, 2));
        // What is saved under a name belongs to it.
        found = found.max(step_of(&project).unwrap_or(0));
    }
    let text = std::fs::read_to_string(&steps).unwrap();
    let done: Vec<(u32, u128)> = text
        .lines()
        .filter_map(|line| {
            let (step, at) = line.split_once(' ')?;
            Some((step.parse().ok()?, at.parse().ok()?))
        })
        .collect();
    // The oldest step that is missing was done so long before the end.
    let missing = done.iter().find(|(step, _)| *step > found).map_or(0, |(_, at)| killed.saturating_sub(*at));
    Duration::from_millis(u64::try_from(missing).unwrap())
}

#[test]
fn a_program_that_is_killed_at_any_moment_leaves_its_work() {
    let kills: u64 = std::env::var("GANGMU_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(20);
    let worst = std::thread::scope(|scope| {
        let lines: Vec<_> = (0..TOGETHER)
            .map(|line| scope.spawn(move || (0..kills).filter(|n| n % TOGETHER == line).map(|n| kill(1 + n)).max().unwrap_or_default()))
            .collect();
        lines.into_iter().map(|line| line.join().unwrap()).max().unwrap()
    });
    println!("{kills} kills, at most {} ms of work missing", worst.as_millis());
    assert!(worst <= MISSING, "{worst:?} of work are lost");
}

#[test]
fn work_that_was_left_is_taken_up_again_and_then_the_window_closes_clean() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("recovery");
    let mut first = State::default();
    first.keep_journal_in(root.clone(), Arc::new(|| {}));
    first.apply(Command::Import(vec![sample("report-2022.txt")]));
    settle(&mut first);
    let id = first.report.unwrap();
    first.apply(Command::Review(ReviewCommand::Describe(id, About { place: Some("新县".into()), ..About::default() })));
    std::thread::sleep(Duration::from_millis(900));
    assert!(journal::left(&root).is_empty(), "a living window's journal is offered");
    // The window dies: a copy of its journal without its lock is what it leaves.
    let living = std::fs::read_dir(&root).unwrap().next().unwrap().unwrap().path();
    let dead = root.join("window-dead");
    std::fs::create_dir_all(dead.join("sources")).unwrap();
    for file in ["lock", "work.ron"] {
        std::fs::copy(living.join(file), dead.join(file)).unwrap();
    }
    for entry in std::fs::read_dir(living.join("sources")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, dead.join("sources").join(path.file_name().unwrap())).unwrap();
    }
    first.end_journal();
    assert!(!living.exists(), "a window that was closed leaves its journal");

    let mut second = State::default();
    second.keep_journal_in(root.clone(), Arc::new(|| {}));
    let begun = Instant::now();
    while second.left.is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(10), "what was left is not found");
        std::thread::sleep(Duration::from_millis(5));
        second.poll();
    }
    second.apply(Command::Recover(0));
    settle(&mut second);
    assert_eq!((second.library.reports()[0].region(), second.unsaved, second.project.is_none()), ("新县", true, true));
    std::thread::sleep(Duration::from_millis(900));
    second.poll();
    assert!(!dead.exists(), "what was taken up is offered again");
    second.apply(Command::SaveProjectAs(folder.path().join("新.gangmu")));
    settle(&mut second);
    second.end_journal();
    assert_eq!(std::fs::read_dir(&root).unwrap().count(), 0);
}

#[test]
fn the_second_window_of_a_project_is_told_and_cannot_overwrite_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("核.gangmu");
    let mut first = State::default();
    first.apply(Command::Import(vec![sample("report-2022.txt")]));
    settle(&mut first);
    first.apply(Command::SaveProjectAs(path.clone()));
    settle(&mut first);
    let before = std::fs::read(&path).unwrap();

    let mut second = State::default();
    second.apply(Command::OpenProject(path.clone()));
    settle(&mut second);
    let keys = |state: &State| state.messages.iter().map(|m| m.key.clone()).collect::<Vec<_>>();
    assert_eq!((keys(&second), second.held, second.library.reports().len()), (vec!["project.held".to_owned()], true, 1));
    let id = second.report.unwrap();
    second.apply(Command::Review(ReviewCommand::Describe(id, About { place: Some("新县".into()), ..About::default() })));
    second.apply(Command::SaveProject);
    settle(&mut second);
    assert_eq!((second.ask.take(), second.unsaved), (Some(gangmu::app::Ask::SaveProject), true));
    second.apply(Command::SaveProjectAs(path.clone()));
    settle(&mut second);
    assert_eq!(keys(&second).last().unwrap(), "project.elsewhere");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    // Under another name it is saved, and then this window has that one.
    second.apply(Command::SaveProjectAs(folder.path().join("二.gangmu")));
    settle(&mut second);
    assert!(!second.unsaved && !second.held);
    // A closed window lets go.
    drop(first);
    let mut third = State::default();
    third.apply(Command::OpenProject(path));
    settle(&mut third);
    assert!(!third.held && third.messages.is_empty(), "{:?}", keys(&third));
}

#[test]
fn a_save_that_fails_says_so_and_the_work_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("核.gangmu");
    let mut state = State::default();
    state.apply(Command::Import(vec![sample("report-2022.txt")]));
    settle(&mut state);
    state.apply(Command::SaveProjectAs(path.clone()));
    settle(&mut state);
    let before = std::fs::read(&path).unwrap();
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let id = state.report.unwrap();
    state.apply(Command::Review(ReviewCommand::Describe(id, About { place: Some("新县".into()), ..About::default() })));
    for target in [path.clone(), folder.path().join("没有/这个/文件夹.gangmu")] {
        state.apply(Command::SaveProjectAs(target));
        settle(&mut state);
        assert_eq!(state.messages.last().unwrap().key, "project.error.io");
        assert!(state.unsaved && state.library.reports()[0].region() == "新县");
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

/// A network drive that goes away, and comes back: the folder of the project is gone, and there again.
#[test]
fn a_drive_that_vanishes_is_told_and_the_work_stays_until_it_is_back() {
    let folder = tempfile::tempdir().unwrap();
    let (drive, away) = (folder.path().join("网络盘"), folder.path().join("away"));
    std::fs::create_dir(&drive).unwrap();
    let path = drive.join("核.gangmu");
    let mut state = State::default();
    state.keep_journal_in(folder.path().join("recovery"), Arc::new(|| {}));
    state.apply(Command::Import(vec![sample("report-2022.txt")]));
    settle(&mut state);
    state.apply(Command::SaveProjectAs(path.clone()));
    settle(&mut state);
    assert!(!state.unsaved, "{:?}", state.messages.last());
    std::fs::rename(&drive, &away).unwrap();
    let id = state.report.unwrap();
    state.apply(Command::Review(ReviewCommand::Describe(id, About { place: Some("新县".into()), ..About::default() })));
    state.apply(Command::SaveProject);
    settle(&mut state);
    assert_eq!(state.messages.last().unwrap().key, "project.error.io");
    assert!(state.unsaved && state.project.as_ref() == Some(&path) && state.library.reports()[0].region() == "新县");
    // What cannot be read there is told too, and nothing of the work goes with it.
    state.apply(Command::Import(vec![drive.join("另一份.txt")]));
    settle(&mut state);
    assert!(state.messages.last().unwrap().text(state.locale()).contains("另一份.txt"), "{:?}", state.messages.last());
    assert_eq!(state.library.reports().len(), 1);
    std::fs::rename(&away, &drive).unwrap();
    state.apply(Command::SaveProject);
    settle(&mut state);
    assert!(!state.unsaved, "{:?}", state.messages.last());
    let saved = open(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(saved.corrections.values().next().unwrap().about.place.as_deref(), Some("新县"));
    state.end_journal();
}

/// A full disk: `GANGMU_SMALL_DISK` names a folder on a disk of a few hundred KB (`mount -t tmpfs -o size=300k …`; `.ci/run` makes one).
#[test]
fn a_full_disk_is_told_and_the_work_stays() {
    let Some(folder) = std::env::var_os("GANGMU_SMALL_DISK").map(PathBuf::from) else {
        println!("no small disk: not tried");
        return;
    };
    let files = || std::fs::read_dir(&folder).unwrap().count();
    let path = folder.join("核.gangmu");
    let mut state = State::default();
    state.keep_journal_in(folder.join("recovery"), Arc::new(|| {}));
    state.apply(Command::Import(vec![sample("report-2022.txt")]));
    settle(&mut state);
    state.apply(Command::SaveProjectAs(path.clone()));
    settle(&mut state);
    let (before, count) = (std::fs::read(&path).unwrap(), files());
    let filler = folder.join("filler");
    let mut full = std::fs::File::create(&filler).unwrap();
    while full.write_all(&[0; 1024]).is_ok() {}
    let id = state.report.unwrap();
    state.apply(Command::Import(vec![sample("report-2021.txt")]));
    settle(&mut state);
    state.apply(Command::Review(ReviewCommand::Describe(id, About { place: Some("新县".into()), ..About::default() })));
    state.apply(Command::SaveProject);
    settle(&mut state);
    let told = |state: &State, key: &str| state.messages.iter().any(|message| message.key == key);
    assert!(told(&state, "project.error.io") && state.unsaved && state.library.report(id).unwrap().region() == "新县");
    let begun = Instant::now();
    while !told(&state, "journal.trouble") {
        assert!(begun.elapsed() < Duration::from_secs(10), "a journal that cannot be written is not told");
        std::thread::sleep(Duration::from_millis(10));
        state.poll();
    }
    assert_eq!((std::fs::read(&path).unwrap(), files()), (before, count + 1), "the old file is spoilt, or half a file stays");
    // With room again, all of it is saved.
    drop(full);
    std::fs::remove_file(filler).unwrap();
    state.apply(Command::SaveProject);
    settle(&mut state);
    assert!(!state.unsaved, "{:?}", state.messages.last());
    let saved = open(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!((saved.sources.len(), saved.corrections.len()), (2, 1));
    state.end_journal();
    drop(state);
    std::fs::remove_file(path).unwrap();
}
