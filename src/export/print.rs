//! Pages to the system's printing: CUPS' `lp` where there is a queue, else the system's PDF viewer, from which the
//! user prints. Every child has a deadline. Blocks for seconds at worst: call it off the UI thread.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// The programs that printing may call.
#[derive(Clone, Debug)]
pub struct Desktop {
    /// The folders searched for programs, as in `PATH`.
    pub path: OsString,
    /// How long a program may take before it is stopped.
    pub deadline: Duration,
}

impl Default for Desktop {
    /// This machine's `PATH`, and ten seconds.
    fn default() -> Self {
        Self { path: std::env::var_os("PATH").unwrap_or_default(), deadline: Duration::from_secs(10) }
    }
}

/// What became of the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Printed {
    /// Sent to a print queue.
    Queued {
        /// The queue's name.
        queue: String,
        /// The job as the system names it (`Office-12`); empty where it did not tell.
        job: String,
    },
    /// Taken by a queue whose printer does not print just now.
    Held {
        /// The queue's name.
        queue: String,
        /// The job as the system names it.
        job: String,
        /// What the system says of the printer.
        why: String,
    },
    /// Taken by a queue and then given up: the pages were not printed.
    Failed {
        /// The queue's name.
        queue: String,
        /// The job as the system names it.
        job: String,
        /// What the system says of it; empty where it only says that the job is over, as of one that somebody took back.
        why: String,
    },
    /// Opened in the system's viewer, to be printed from there.
    Opened {
        /// The program that opened it (`xdg-open`).
        viewer: String,
        /// The file.
        file: PathBuf,
        /// Why it was not sent to a queue.
        because: NoQueue,
    },
}

/// Why no queue took the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoQueue {
    /// The system has no `lp`.
    NoPrintSystem,
    /// It has, but no printer is set up, or several are and none is the default.
    NoDefaultQueue,
    /// The queue refused; holds the system's words.
    Refused(String),
}

/// Neither printer nor viewer could be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintError {
    /// The file for the viewer could not be written; holds the system's words.
    Unwritable(String),
    /// No viewer could be started.
    NoViewer {
        /// Where the pages are kept.
        file: PathBuf,
        /// Why no queue took them.
        because: NoQueue,
    },
}

impl fmt::Display for NoQueue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoQueue::NoPrintSystem => f.write_str("no print system (lp) is installed"),
            NoQueue::NoDefaultQueue => f.write_str("no default printer is set up"),
            NoQueue::Refused(why) => write!(f, "the printer refused: {why}"),
        }
    }
}

impl fmt::Display for PrintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PrintError::Unwritable(why) => write!(f, "the page could not be written for printing: {why}"),
            PrintError::NoViewer { file, because } => {
                write!(
                    f,
                    "{because}, and no viewer could be started; the page is kept at {}: open it and print it from there",
                    file.display()
                )
            }
        }
    }
}

impl std::error::Error for PrintError {}

/// A print queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// Its name.
    pub name: String,
    /// Whether it is the system's default.
    pub default: bool,
    /// Whether it has been stopped.
    pub stopped: bool,
}

/// How the pages are to be printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The queue; `None` for the default one.
    pub queue: Option<String>,
    /// How many copies; 0 counts as 1.
    pub copies: u32,
    /// Which pages, as `1-3,5`; empty for all.
    pub pages: String,
    /// Whether in grey.
    pub grey: bool,
    /// The paper's name (A4); empty for the printer's own.
    pub paper: String,
}

/// The most copies of one job.
pub const MOST_COPIES: u32 = 99;

impl Wish {
    /// Whether the pages are numbers and ranges, and nothing else: what goes to another program.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.pages.split(',').all(|part| {
            let part = part.trim();
            let number = |text: &str| text.trim().parse::<u32>().is_ok_and(|n| n > 0);
            (part.is_empty() && self.pages.trim().is_empty())
                || part.split_once('-').map_or_else(|| number(part), |(a, b)| number(a) && number(b))
        })
    }

    /// The arguments of `lp` beside queue and title.
    fn arguments(&self) -> Vec<String> {
        let mut arguments = vec!["-n".to_owned(), self.copies.clamp(1, MOST_COPIES).to_string()];
        let pages: String = self.pages.chars().filter(|c| !c.is_whitespace()).collect();
        if !pages.is_empty() && self.is_sound() {
            arguments.extend(["-P".to_owned(), pages]);
        }
        if self.grey {
            arguments.extend(["-o".to_owned(), "print-color-mode=monochrome".to_owned()]);
        }
        if matches!(self.paper.as_str(), "A4" | "A3") {
            arguments.extend(["-o".to_owned(), format!("media={}", self.paper)]);
        }
        arguments
    }
}

/// The system's print queues, the default one first; none where there is no print system.
#[must_use]
pub fn queues(desktop: &Desktop) -> Vec<Queue> {
    let Some(lpstat) = find("lpstat", &desktop.path).filter(|_| find("lp", &desktop.path).is_some()) else { return Vec::new() };
    let said = |arguments: &[&str]| {
        let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
        run(&lpstat, &arguments, desktop).unwrap_or_default().text
    };
    let default = said(&["-d"]).lines().find_map(|l| l.split_once("destination: ")).map(|(_, name)| name.trim().to_owned());
    let states = said(&["-p"]);
    let mut queues: Vec<Queue> = said(&["-e"])
        .lines()
        .map(str::trim)
        .filter(|name| !name.is_empty() && !name.contains(char::is_whitespace))
        .map(|name| Queue {
            name: name.to_owned(),
            default: default.as_deref() == Some(name),
            stopped: state_of(&states, name).is_some_and(|s| s.contains("disabled")),
        })
        .collect();
    queues.sort_by_key(|queue| !queue.default);
    queues
}

/// What `lpstat -p` says of a queue: its line, and the lines of reasons below.
fn state_of(said: &str, queue: &str) -> Option<String> {
    let start = format!("printer {queue} ");
    let mut lines = said.lines().skip_while(|line| !line.starts_with(&start));
    let first = lines.next()?;
    let reasons = lines.take_while(|line| line.starts_with(char::is_whitespace)).map(str::trim);
    Some(std::iter::once(first).chain(reasons).collect::<Vec<_>>().join(" "))
}

/// Why a printer that took a job does not print; `None` while it does, or is about to.
fn holds(queue: &str, desktop: &Desktop) -> Option<String> {
    let lpstat = find("lpstat", &desktop.path)?;
    let said = run(&lpstat, &["-p", queue].map(OsStr::new), desktop).ok()?.text;
    let state = state_of(&said, queue)?;
    let low = state.to_lowercase();
    let told = ["disabled", "unable", "not respond", "not exist", "unreachable", "waiting for printer", "offline", "paused", "stopped"];
    told.iter().any(|word| low.contains(word)).then_some(state)
}

/// Prints a PDF. `title` names the job and the file.
///
/// # Errors
/// When no queue takes it and no viewer can be started; the file is kept and named.
pub fn print(pdf: &[u8], title: &str, wish: &Wish, desktop: &Desktop) -> Result<Printed, PrintError> {
    let file = write_file(pdf, title).map_err(|error| PrintError::Unwritable(error.to_string()))?;
    let because = match wish.queue.clone().map_or_else(|| queue(desktop), Ok).and_then(|queue| send(&file, title, &queue, wish, desktop)) {
        Ok(sent) => {
            // lp has its own copy by now; a file that cannot be removed is left to the system's cleaning.
            let _ignored = file.parent().map(std::fs::remove_dir_all);
            return Ok(sent);
        }
        Err(because) => because,
    };
    match open(&file, desktop) {
        Some(viewer) => Ok(Printed::Opened { viewer, file, because }),
        None => Err(PrintError::NoViewer { file, because }),
    }
}

/// A file in a folder of its own that outlives the program, so that a viewer can show it.
fn write_file(pdf: &[u8], title: &str) -> std::io::Result<PathBuf> {
    let name: String = title.chars().filter(|c| !c.is_control() && !"/\\:*?\"<>|".contains(*c)).take(60).collect();
    let name = if name.trim().is_empty() { "gangmu" } else { name.trim() };
    let folder = tempfile::Builder::new().prefix("gangmu-").tempdir()?.keep();
    let path = folder.join(format!("{name}.pdf"));
    let mut file = std::fs::File::create(&path)?;
    file.write_all(pdf)?;
    file.sync_all()?;
    Ok(path)
}

/// The default queue, or the only one.
fn queue(desktop: &Desktop) -> Result<String, NoQueue> {
    if cfg!(windows) || find("lp", &desktop.path).is_none() {
        return Err(NoQueue::NoPrintSystem);
    }
    let lpstat = find("lpstat", &desktop.path).ok_or(NoQueue::NoDefaultQueue)?;
    let said = run(&lpstat, &[OsStr::new("-d")], desktop).unwrap_or_default();
    if let Some(name) = said.text.lines().find_map(|line| line.split_once("destination: ")).map(|(_, name)| name.trim()) {
        return Ok(name.to_owned());
    }
    let said = run(&lpstat, &[OsStr::new("-e")], desktop).unwrap_or_default();
    let names: Vec<&str> = said.text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    match names.as_slice() {
        [only] if said.success => Ok((*only).to_owned()),
        _ => Err(NoQueue::NoDefaultQueue),
    }
}

/// How long a printer is given at least to say that it does not print, and at most, where its job still waits.
const GRACE: Duration = Duration::from_millis(1500);
const PATIENCE: Duration = Duration::from_secs(4);
/// Between two looks at it.
const LOOK: Duration = Duration::from_millis(500);

/// Sends the file to the queue.
fn send(file: &Path, title: &str, queue: &str, wish: &Wish, desktop: &Desktop) -> Result<Printed, NoQueue> {
    let lp = find("lp", &desktop.path).ok_or(NoQueue::NoPrintSystem)?;
    let wishes = wish.arguments();
    let arguments = ["-d", queue, "-t", title].into_iter().chain(wishes.iter().map(String::as_str)).chain(["--"]).map(OsStr::new);
    let arguments: Vec<&OsStr> = arguments.chain([file.as_os_str()]).collect();
    let said = run(&lp, &arguments, desktop).map_err(|error| NoQueue::Refused(error.to_string()))?;
    if !said.success {
        return Err(NoQueue::Refused(said.text.trim().to_owned()));
    }
    // "request id is Office-12 (1 file(s))"
    let job = said.text.split_once("request id is ").and_then(|(_, rest)| rest.split_whitespace().next());
    let (queue, job) = (queue.to_owned(), job.unwrap_or("").to_owned());
    // A printer that cannot be reached is known to be so after a moment.
    let sent = Instant::now();
    loop {
        std::thread::sleep(LOOK.min(desktop.deadline));
        let standing = standing(&job, desktop);
        if let Standing::Failed(why) = standing {
            return Ok(Printed::Failed { queue, job, why });
        }
        if let Some(why) = holds(&queue, desktop) {
            return Ok(Printed::Held { queue, job, why });
        }
        let since = sent.elapsed();
        if since >= PATIENCE.min(desktop.deadline) || since >= GRACE && standing != Standing::Waits {
            return Ok(Printed::Queued { queue, job });
        }
    }
}

/// Watches a job that a queue has taken, until it is printed or for at most `time`, with `pause` between two looks. Gives what became
/// of it where that is anything else: a queue may take a job at once, and give it up, or find its printer gone, a minute later. With
/// `held` it is known already that the printer does not print just now.
#[must_use]
pub fn watch((queue, job): (&str, &str), held: bool, time: Duration, pause: Duration, desktop: &Desktop) -> Option<Printed> {
    let begun = Instant::now();
    let (queue_name, job_name) = (queue.to_owned(), job.to_owned());
    while begun.elapsed() < time {
        match standing(job, desktop) {
            Standing::Failed(why) => return Some(Printed::Failed { queue: queue_name, job: job_name, why }),
            Standing::Done => return None,
            Standing::Waits => {}
        }
        if !held && let Some(why) = holds(queue, desktop) {
            return Some(Printed::Held { queue: queue_name, job: job_name, why });
        }
        std::thread::sleep(pause);
    }
    None
}

/// How a job stands.
#[derive(Debug, PartialEq, Eq)]
enum Standing {
    /// It is still to be printed, or being printed.
    Waits,
    /// It is printed, was taken back by the user, or nothing is known of it.
    Done,
    /// It was given up; holds the system's words.
    Failed(String),
}

/// How a job stands, by what `lpstat -l` says of it: a line that begins with its name, and below it its state in words and by
/// keywords (RFC 8011, job-state-reasons). A job that a filter stopped stays among those not completed.
fn standing(job: &str, desktop: &Desktop) -> Standing {
    let Some(lpstat) = find("lpstat", &desktop.path).filter(|_| !job.is_empty()) else { return Standing::Done };
    let said = |arguments: &[&str]| {
        let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
        told_of(&run(&lpstat, &arguments, desktop).unwrap_or_default().text, job)
    };
    // What was taken back, and what was given up without a word, ends alike.
    let silent = |alerts: &str| ["processing-to-stop-point", "canceled"].iter().any(|word| alerts.contains(word));
    let failed = |status: String, alerts: String| Standing::Failed(if !status.is_empty() || silent(&alerts) { status } else { alerts });
    if let Some((status, alerts)) = said(&["-l", "-o"]) {
        let stopped = ["with-errors", "aborted", "job-stopped", "format-error"].iter().any(|word| alerts.contains(word));
        return if stopped { failed(status, alerts) } else { Standing::Waits };
    }
    match said(&["-l", "-W", "completed", "-o"]) {
        Some((_, alerts)) if alerts.contains("successfully") || alerts.contains("canceled-by-user") || alerts.is_empty() => Standing::Done,
        Some((status, alerts)) => failed(status, alerts),
        None => Standing::Done,
    }
}

/// What `lpstat -l` says of a job: its state in words, and by keywords; `None` where it is not in the list.
fn told_of(said: &str, job: &str) -> Option<(String, String)> {
    let mut lines = said.lines().skip_while(|line| line.split_whitespace().next() != Some(job));
    lines.next()?;
    let (mut status, mut alerts) = (String::new(), String::new());
    for line in lines.take_while(|line| line.starts_with(char::is_whitespace)) {
        match line.trim().split_once(':') {
            Some(("Status", words)) => words.trim().clone_into(&mut status),
            Some(("Alerts", words)) => words.trim().clone_into(&mut alerts),
            _ => {}
        }
    }
    Some((status, alerts))
}

/// Opens the file in the system's viewer; the program's name when it could be started.
fn open(file: &Path, desktop: &Desktop) -> Option<String> {
    let openers: &[(&str, &[&str])] = if cfg!(windows) {
        &[("cmd.exe", &["/C", "start", ""])]
    } else if cfg!(target_os = "macos") {
        &[("open", &[])]
    } else {
        &[("xdg-open", &[]), ("gio", &["open"])]
    };
    openers.iter().find_map(|(name, arguments)| {
        let program = find(name, &desktop.path)?;
        let mut command = Command::new(program);
        command.args(*arguments).arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().ok()?;
        // A viewer in the foreground stays; a failing opener ends at once. A grace of two seconds tells them apart.
        let ended = wait(&mut child, desktop.deadline.min(Duration::from_secs(2)));
        let works = ended.is_none_or(|success| success);
        if ended.is_none() {
            // Nobody else would collect its exit status.
            std::thread::spawn(move || child.wait());
        }
        works.then(|| (*name).to_owned())
    })
}

/// The program's full path, from the folders of a `PATH`.
fn find(name: &str, path: &OsStr) -> Option<PathBuf> {
    std::env::split_paths(path).map(|folder| folder.join(name)).find(|p| p.is_file())
}

/// What a child said, on both outputs, and whether it ended well.
#[derive(Debug, Default)]
struct Said {
    text: String,
    success: bool,
}

/// Runs a program to its end or to the deadline, when it is stopped.
fn run(program: &Path, arguments: &[&OsStr], desktop: &Desktop) -> std::io::Result<Said> {
    let mut child = Command::new(program)
        .args(arguments)
        .env("LC_ALL", "C")
        .env("PATH", &desktop.path)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let (send, receive) = mpsc::channel();
    let outputs: [Option<Box<dyn Read + Send>>; 2] = [
        child.stdout.take().map(|o| Box::new(o) as Box<dyn Read + Send>),
        child.stderr.take().map(|o| Box::new(o) as Box<dyn Read + Send>),
    ];
    for mut output in outputs.into_iter().flatten() {
        let send = send.clone();
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let read = output.by_ref().take(1 << 20).read_to_end(&mut bytes);
            // The receiver is gone once the deadline has passed.
            let _ignored = read.map(|_| send.send(bytes));
        });
    }
    drop(send);
    let ended = wait(&mut child, desktop.deadline);
    if ended.is_none() {
        child.kill()?;
        child.wait()?;
        return Err(std::io::Error::new(std::io::ErrorKind::TimedOut, "no answer in time"));
    }
    let mut text = String::new();
    while let Ok(bytes) = receive.recv_timeout(Duration::from_millis(500)) {
        text.push_str(&String::from_utf8_lossy(&bytes));
    }
    Ok(Said { text, success: ended == Some(true) })
}

/// Whether the child ended well; `None` when it still runs at the deadline.
fn wait(child: &mut Child, deadline: Duration) -> Option<bool> {
    let end = Instant::now() + deadline;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if Instant::now() < end => std::thread::sleep(Duration::from_millis(10)),
            Ok(None) => return None,
            Err(_) => return Some(false),
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// One test at a time: a child started while another test writes its script would hold that script open for
    /// writing, and the system does not run such a file.
    static ALONE: std::sync::Mutex<()> = std::sync::Mutex::new(());

    /// A folder of programs that are small shell scripts; nothing else is on the path.
    fn desktop(programs: &[(&str, &str)]) -> (tempfile::TempDir, Desktop) {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, script) in programs {
            let path = folder.path().join(name);
            std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("written");
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("made a program");
        }
        let desktop = Desktop { path: folder.path().into(), deadline: Duration::from_secs(5) };
        (folder, desktop)
    }

    #[test]
    fn a_default_queue_takes_the_page() {
        let _alone = ALONE.lock();
        let (folder, desktop) = desktop(&[
            ("lpstat", "echo 'system default destination: Office'"),
            ("lp", "for f in \"$@\"; do :; done; /bin/cat \"$f\" > \"${0%/*}/taken\"; echo \"request id is $2-12 (1 file(s))\""),
        ]);
        let printed = print(b"%PDF-", "指标/增速", &Wish::default(), &desktop);
        assert_eq!(printed, Ok(Printed::Queued { queue: "Office".into(), job: "Office-12".into() }));
        assert_eq!(std::fs::read(folder.path().join("taken")).expect("taken"), b"%PDF-");
    }

    #[test]
    fn wishes_become_arguments_and_nothing_else() {
        let wish = |pages: &str| Wish { pages: pages.into(), copies: 500, grey: true, paper: "A3".into(), queue: None };
        assert_eq!(wish(" 1-3, 5").arguments().join(" "), "-n 99 -P 1-3,5 -o print-color-mode=monochrome -o media=A3");
        for odd in ["1-", "x", "1,,2", "-o raw", "0", "1;2"] {
            assert!(!wish(odd).is_sound() && !wish(odd).arguments().contains(&"-P".to_owned()), "{odd}");
        }
        assert!(wish("").is_sound());
    }

    #[test]
    fn a_stopped_printer_is_told() {
        let _alone = ALONE.lock();
        let state = "case $1 in -e) echo Office;; -p) echo 'printer Office disabled since Monday -'; echo '	Paused';; esac";
        let (_folder, desktop) = desktop(&[("lpstat", state), ("lp", "echo 'request id is Office-3 (1 file(s))'")]);
        assert_eq!(queues(&desktop), [Queue { name: "Office".into(), default: false, stopped: true }]);
        match print(b"%PDF-", "指标", &Wish::default(), &desktop) {
            Ok(Printed::Held { queue, job, why }) => {
                assert!(queue == "Office" && job == "Office-3" && why.ends_with("Paused"), "{why}");
            }
            other => panic!("{other:?}"),
        }
    }

    /// The words are those of CUPS 2.4.
    #[test]
    fn a_job_that_is_given_up_later_is_told() {
        let _alone = ALONE.lock();
        let running = "\t.Status: x\n\tAlerts: job-printing";
        let cases = [
            ("-o", "\tStatus: the filter failed\n\tAlerts: job-completed-with-errors", Some("the filter failed")),
            ("-W", "\tStatus: \n\tAlerts: processing-to-stop-point", Some("")),
            ("-W", "\tAlerts: job-completed-successfully", None),
            ("-W", "\tAlerts: job-canceled-by-user", None),
        ];
        for (list, words, why) in cases {
            // The first look finds it printing, the next one done with.
            let said = format!(
                "case \"$1 $2\" in '-p '*) echo 'printer Office is idle.';; '-l -o') [ -e \"${{0%/*}}/seen\" ] || printf 'Office-7 me\\n{running}\\n'; \
                 [ -e \"${{0%/*}}/seen\" ] && [ {list} = -o ] && printf 'Office-7 me\\n{words}\\n'; : > \"${{0%/*}}/seen\";; \
                 '-l -W') [ {list} = -W ] && printf 'Office-6 me\\n\\tAlerts: job-canceled-at-device\\nOffice-7 me\\n{words}\\n';; esac"
            );
            let (_folder, desktop) = desktop(&[("lpstat", &said)]);
            let told = watch(("Office", "Office-7"), false, Duration::from_secs(20), Duration::from_millis(1), &desktop);
            let failed = |why: &str| Printed::Failed { queue: "Office".into(), job: "Office-7".into(), why: why.into() };
            assert_eq!(told, why.map(failed), "{words}");
        }
    }

    #[test]
    fn without_a_queue_the_viewer_opens() {
        let _alone = ALONE.lock();
        let none = "case $1 in -d) echo 'no system default destination';; -e) ;; esac";
        let cases: [(&[(&str, &str)], NoQueue); 3] = [
            (&[("xdg-open", "exit 0")], NoQueue::NoPrintSystem),
            (&[("lp", "exit 1"), ("lpstat", none), ("xdg-open", "exit 0")], NoQueue::NoDefaultQueue),
            (
                &[("lp", "echo 'lp: out of paper' >&2; exit 1"), ("lpstat", "case $1 in -e) echo Only;; esac"), ("xdg-open", "exit 0")],
                NoQueue::Refused("lp: out of paper".into()),
            ),
        ];
        for (programs, expected) in cases {
            let (_folder, desktop) = desktop(programs);
            match print(b"%PDF-", "指标", &Wish::default(), &desktop) {
                Ok(Printed::Opened { viewer, file, because }) => {
                    assert_eq!((viewer.as_str(), because), ("xdg-open", expected));
                    assert_eq!(file.file_name().and_then(|n| n.to_str()), Some("指标.pdf"));
                    std::fs::remove_dir_all(file.parent().expect("a folder")).expect("removed");
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn neither_is_told_and_a_hanging_printer_is_stopped() {
        let _alone = ALONE.lock();
        let (_folder, mut desktop) =
            desktop(&[("lp", "exec /bin/sleep 60"), ("lpstat", "echo 'system default destination: Office'"), ("xdg-open", "exit 3")]);
        desktop.deadline = Duration::from_millis(300);
        match print(b"%PDF-", "", &Wish::default(), &desktop) {
            Err(PrintError::NoViewer { file, because: NoQueue::Refused(why) }) => {
                assert_eq!(why, "no answer in time");
                assert_eq!(std::fs::read(&file).expect("kept"), b"%PDF-");
                std::fs::remove_dir_all(file.parent().expect("a folder")).expect("removed");
            }
            other => panic!("{other:?}"),
        }
    }
}
