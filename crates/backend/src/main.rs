//! `guichet-backend`: serves the API and the app, and opens what was sent.

use axum::Router;
use axum::http::HeaderName;
use clap::{Args, Parser, Subcommand};
use guichet_backend::agent::{self, export::Export};
use guichet_backend::institution::{Institution, Refusal, Request};
use guichet_backend::limits::{Limits, Rate};
use guichet_backend::news::{self, News, source::Source};
use guichet_backend::room::Room;
use guichet_backend::routes::{self, App};
use guichet_backend::store::cases::Deed;
use guichet_backend::store::{self, Store, StoreError};
use guichet_backend::{clock, keys};
use guichet_core::domain::case::RejectionReason;
use guichet_core::wire::slot::{MAX_MINUTES, Slot};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// The counter's server.
#[derive(Parser)]
#[command(name = "guichet-backend", about = "Serves the API and the app, and opens what was sent")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API and the built app
    Serve(Serve),
    /// The station's side
    Agent {
        #[command(subcommand)]
        act: Act,
        #[command(flatten)]
        place: Place,
        /// Who does this; it is recorded
        #[arg(long = "as", value_name = "NAME", env = "GUICHET_AGENT", global = true)]
        name: Option<String>,
    },
}

#[derive(Args)]
struct Place {
    /// Folder of the database and of the development key
    #[arg(long, default_value = ".data", global = true)]
    data: PathBuf,
    /// Address of another database (postgres://…) instead of the folder's own database
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, global = true)]
    database_url: Option<String>,
}

#[derive(Args)]
struct Serve {
    /// Configuration; else config.json of the built app
    #[arg(long)]
    config: Option<PathBuf>,
    /// Folder of the built app
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1:8080")]
    addr: SocketAddr,
    /// Short for --addr 127.0.0.1:PORT
    #[arg(long, conflicts_with = "addr")]
    port: Option<u16>,
    /// Serve others although what they send reaches nobody; the page says so
    #[arg(long)]
    insecure_demo: bool,
    /// News: a folder of feeds and pictures, or the address of a feed (RSS, Atom, JSON Feed); may be given several times
    #[arg(long, value_name = "[CHANNEL=]FOLDER|URL")]
    news: Vec<Source>,
    /// How often the news are asked for, in seconds
    #[arg(long, default_value_t = 300, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    news_every: u64,
    /// A host of pictures beside the feeds' own; may be given several times
    #[arg(long, value_name = "HOST")]
    news_image_host: Vec<String>,
    /// Calls that one client may make at once
    #[arg(long, default_value_t = 600)]
    rate_burst: u32,
    /// Calls that one client may make per minute in the long run; 0: no limit
    #[arg(long, default_value_t = 600)]
    rate_per_minute: u32,
    /// Header in which a proxy of yours writes the client's address (X-Forwarded-For)
    #[arg(long, value_name = "NAME")]
    proxy_header: Option<HeaderName>,
    /// Times at stations that one client may ask for per hour; 0: no limit
    #[arg(long, default_value_t = 60)]
    wishes_per_hour: u32,
    /// What one client may upload per hour, in MiB; 0: no limit
    #[arg(long, default_value_t = 400, value_name = "MIB")]
    upload_per_hour: u32,
    /// What may lie here of files that no submission has claimed, in MiB
    #[arg(long, default_value_t = 4096, value_name = "MIB")]
    max_unclaimed: u64,
    /// Nothing new is stored when less than this is free beside the database, in MiB
    #[arg(long, default_value_t = 256, value_name = "MIB")]
    min_free: u64,
    #[command(flatten)]
    place: Place,
}

#[derive(Subcommand)]
enum Act {
    /// Print every submission on a line
    List,
    /// The times that stations offer
    Slots {
        #[command(subcommand)]
        act: SlotsAct,
    },
    /// Print a submission, with its files, as a file that `open` reads on any machine
    Export {
        /// The reference
        reference: String,
    },
    /// Open a submission and print it
    Open {
        /// An exported file, or a reference
        target: String,
        /// File of the secret key; else the development key of the data folder
        #[arg(long)]
        key: Option<PathBuf>,
        /// Print the exact bytes that were sealed
        #[arg(long)]
        json: bool,
        /// Open the files that came with it into this folder
        #[arg(long, value_name = "FOLDER", conflicts_with = "json")]
        files: Option<PathBuf>,
    },
    /// Propose a time; it is held for 48 hours
    Propose {
        /// The reference
        reference: String,
        /// As the station's clocks show it (2026-12-01T10:30), or with its offset
        start: String,
        /// How long it takes; as the station offers it, where it does
        #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=i64::from(MAX_MINUTES)))]
        minutes: u16,
        /// Department of the station, for its clocks
        #[arg(long)]
        department: Option<String>,
    },
    /// Agree to the time that was requested, or that the person said yes to
    Confirm {
        /// The reference
        reference: String,
    },
    /// End a complaint, with a reason
    Reject {
        /// The reference
        reference: String,
        /// Why
        #[arg(value_parser = RejectionReason::ALL.map(RejectionReason::as_str))]
        reason: String,
    },
    /// Note that the person signed; what was sent is erased at once
    Sign {
        /// The reference
        reference: String,
    },
    /// Note that a content report is handled; it is erased some days later
    Handled {
        /// The reference
        reference: String,
    },
    /// Erase now what the server erases every few minutes
    Purge,
    /// Print what agents did
    Log {
        /// To this submission only
        reference: Option<String>,
    },
    /// Make a key pair: the secret key in a new file, the public one printed for config.json
    NewKey {
        /// The file to make
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum SlotsAct {
    /// Take over a file with the columns station, start, minutes, places
    Import {
        /// The file
        file: PathBuf,
        /// Department of the stations, for times without an offset at stations whose id does not tell
        #[arg(long)]
        department: Option<String>,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(serve) => run(serve).await,
        Command::Agent { act, place, name } => act_as_agent(act, &place, name.as_deref()).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            eprintln!("{refusal}");
            ExitCode::FAILURE
        }
    }
}

async fn act_as_agent(act: Act, place: &Place, name: Option<&str>) -> Result<(), Refusal> {
    let mut out = std::io::stdout().lock();
    let (reference, deed) = match act {
        Act::List => return agent::cases::list(&open(place).await?, &mut out).await,
        Act::Slots { act: SlotsAct::Import { file, department } } => {
            let agent = agent::named(name, true)?;
            return agent::slots::import(&open(place).await?, &file, department.as_deref(), agent, &mut out).await;
        }
        Act::Export { reference } => {
            let agent = agent::named(name, false)?;
            let export = agent::export::find(&open(place).await?, &reference, agent, "export").await?;
            return agent::export::export(&export, &mut out);
        }
        Act::Open { target, key, json, files } => {
            let (agent, file) = (agent::named(name, false)?, Path::new(&target));
            let export = if file.is_file() {
                Export::read(file)?
            } else {
                agent::export::find(&open(place).await?, &target, agent, "open").await?
            };
            let secret = agent::export::secret(key.as_deref(), &place.data)?;
            agent::export::open(&export, &secret, json, &mut out)?;
            return files.map_or(Ok(()), |folder| agent::files::open(&export, &secret, &folder, &mut out));
        }
        Act::Purge => return agent::cases::purge(&open(place).await?, agent::named(name, true)?).await,
        Act::Log { reference } => return agent::log::log(&open(place).await?, reference.as_deref(), &mut out).await,
        Act::NewKey { file } => return agent::new_key(&file, &mut out),
        Act::Propose { reference, start, minutes, department } => {
            let agent = agent::named(name, true)?;
            let store = open(place).await?;
            let start = agent::cases::start(&store, &reference, &start, department.as_deref()).await?;
            return agent::cases::act(&store, &reference, Deed::Propose(Slot { start, minutes }), agent, &mut out)
                .await;
        }
        Act::Confirm { reference } => (reference, Deed::Confirm),
        Act::Reject { reference, reason } => {
            let reason =
                RejectionReason::parse(&reason).ok_or_else(|| Refusal("There is no such reason.".to_owned()))?;
            (reference, Deed::Reject(reason))
        }
        Act::Sign { reference } => (reference, Deed::Sign),
        Act::Handled { reference } => (reference, Deed::Handle),
    };
    let agent = agent::named(name, true)?;
    agent::cases::act(&open(place).await?, &reference, deed, agent, &mut out).await
}

async fn open(place: &Place) -> Result<Store, Refusal> {
    if place.database_url.is_none() && !place.data.is_dir() {
        return Err(Refusal(format!("There is no data folder at {}.", place.data.display())));
    }
    Store::open(&place.data, place.database_url.as_deref()).await.map_err(|error| database(&error))
}

fn database(error: &StoreError) -> Refusal {
    Refusal(format!("The database cannot be opened ({}).", store::code_of(error)))
}

async fn run(serve: Serve) -> Result<(), Refusal> {
    let address = serve.port.map_or(serve.addr, |port| (Ipv4Addr::LOCALHOST, port).into());
    tracing_subscriber::fmt().with_target(false).with_ansi(false).init();
    // A panic's message may quote what was being worked on.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
    keys::private_folder(&serve.place.data)
        .map_err(|error| Refusal(format!("{}: {error}.", serve.place.data.display())))?;
    let request = Request {
        config: serve.config.as_deref(),
        dist: &serve.dist,
        data: &serve.place.data,
        address,
        insecure_demo: serve.insecure_demo,
    };
    let institution = Institution::open(&request)?;
    let store = open(&serve.place).await?;
    store.note_kids(&institution.kids(), clock::now()).await.map_err(|error| database(&error))?;
    let report_days = institution.config.report_days;
    store.note_report_days(report_days).await.map_err(|error| database(&error))?;
    if institution.development_key {
        let key = keys::development_path(&serve.place.data);
        tracing::warn!(key = %key.display(), "no key is configured: submissions are sealed to a development key");
    }
    let options = news::Options {
        sources: serve.news,
        every: Duration::from_secs(serve.news_every),
        picture_hosts: serve.news_image_host,
        folder: serve.place.data.join("news"),
    };
    let (news, _asking) = News::start(options, &institution.config)
        .map_err(|error| Refusal(format!("The copies of the news: {error}.")))?;
    let rate = Rate {
        burst: serve.rate_burst,
        per_minute: serve.rate_per_minute,
        wishes: serve.wishes_per_hour,
        upload_mib: serve.upload_per_hour,
        header: serve.proxy_header,
    };
    let mib = |count: u64| count.saturating_mul(1024 * 1024);
    let own_disk = serve.place.database_url.is_none().then(|| serve.place.data.clone());
    let listener =
        tokio::net::TcpListener::bind(address).await.map_err(|error| Refusal(format!("{address}: {error}.")))?;
    let address = listener.local_addr().unwrap_or(address);
    let purge = tokio::spawn(purge_regularly(store.clone()));
    let app = App {
        store: store.clone(),
        institution,
        dist: serve.dist,
        time_limit: Duration::from_mins(1),
        limits: Limits::new(rate),
        room: Room::new(own_disk, mib(serve.min_free), mib(serve.max_unclaimed)),
        news,
    };
    tracing::info!("listening on http://{address}");
    let served = axum::serve(listener, routes::service(app, Router::new())).with_graceful_shutdown(told_to_stop());
    let ended = served.await.map_err(|error| Refusal(format!("The server ended: {error}.")));
    purge.abort();
    store.close().await;
    ended
}

/// What is asked about is always up to date; this erases what nobody asks about.
async fn purge_regularly(store: Store) {
    let mut turn = tokio::time::interval(Duration::from_mins(10));
    loop {
        turn.tick().await;
        if let Err(error) = store.purge(clock::now()).await {
            tracing::error!(error = store::code_of(&error), "erasing failed; trying again in some minutes");
        }
    }
}

/// Ends when the system asks to stop; answers under way are finished first.
async fn told_to_stop() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        let terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        let Ok(mut terminated) = terminated else { return interrupted.await };
        tokio::select! { () = interrupted => (), _ = terminated.recv() => () }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
