//! `guichet-backend`: serves the API and the app, and opens what was sent.

use axum::Router;
use axum::http::HeaderName;
use clap::{Args, Parser, Subcommand};
use guichet_backend::agent::{self, Export};
use guichet_backend::institution::{Institution, Refusal, Request};
use guichet_backend::limits::{Limits, Rate};
use guichet_backend::news::{self, News, source::Source};
use guichet_backend::room::Room;
use guichet_backend::routes::{self, App};
use guichet_backend::store::{self, Store, StoreError};
use guichet_backend::{clock, keys};
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
    /// Print a submission as a file that `open` reads on any machine
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
    },
    /// Make a key pair: the secret key in a new file, the public one printed for config.json
    NewKey {
        /// The file to make
        file: PathBuf,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(serve) => run(serve).await,
        Command::Agent { act, place } => act_as_agent(act, &place).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            eprintln!("{refusal}");
            ExitCode::FAILURE
        }
    }
}

async fn act_as_agent(act: Act, place: &Place) -> Result<(), Refusal> {
    let mut out = std::io::stdout().lock();
    match act {
        Act::List => agent::list(&open(place).await?, &mut out).await,
        Act::Export { reference } => agent::export(&agent::find(&open(place).await?, &reference).await?, &mut out),
        Act::Open { target, key, json } => {
            let file = Path::new(&target);
            let export =
                if file.is_file() { Export::read(file)? } else { agent::find(&open(place).await?, &target).await? };
            agent::open(&export, &agent::secret(key.as_deref(), &place.data)?, json, &mut out)
        }
        Act::NewKey { file } => agent::new_key(&file, &mut out),
    }
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
    make_private(&serve.place.data).map_err(|error| Refusal(format!("{}: {error}.", serve.place.data.display())))?;
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
    let rate = Rate { burst: serve.rate_burst, per_minute: serve.rate_per_minute, header: serve.proxy_header };
    let own_disk = serve.place.database_url.is_none().then(|| serve.place.data.clone());
    let listener =
        tokio::net::TcpListener::bind(address).await.map_err(|error| Refusal(format!("{address}: {error}.")))?;
    let address = listener.local_addr().unwrap_or(address);
    let purge = tokio::spawn(purge_hourly(store.clone()));
    let app = App {
        store: store.clone(),
        institution,
        dist: serve.dist,
        time_limit: Duration::from_mins(1),
        limits: Limits::new(rate),
        room: Room::new(own_disk, serve.min_free.saturating_mul(1024 * 1024)),
        news,
    };
    tracing::info!("listening on http://{address}");
    let served = axum::serve(listener, routes::service(app, Router::new())).with_graceful_shutdown(told_to_stop());
    let ended = served.await.map_err(|error| Refusal(format!("The server ended: {error}.")));
    purge.abort();
    store.close().await;
    ended
}

fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

async fn purge_hourly(store: Store) {
    let mut hour = tokio::time::interval(Duration::from_hours(1));
    loop {
        hour.tick().await;
        if let Err(error) = store.purge(clock::now()).await {
            tracing::error!(error = store::code_of(&error), "erasing failed; trying again in an hour");
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
