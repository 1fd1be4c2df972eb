//! `PostgreSQL`, where it is installed.

use super::random;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A database server of our own, in a folder of our own, gone at the end.
pub struct Postgres {
    child: Child,
    folder: tempfile::TempDir,
    port: u16,
}

impl Postgres {
    /// `None` where `PostgreSQL` is not installed.
    pub fn start() -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        let bin = programs()?;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().metadata().unwrap().uid() == 0;
        // The server refuses to run as root, so it runs as an account that owns nothing but this folder.
        let run = |program: &str| {
            let program = bin.join(program);
            if !root {
                return Command::new(program);
            }
            let mut command = Command::new("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(program);
            command
        };
        if root {
            std::os::unix::fs::chown(folder.path(), Some(65534), Some(65534)).unwrap();
        }
        let data = folder.path().join("data");
        let made = run("initdb")
            .args(["-A", "trust", "-U", "guichet", "--no-sync", "-D"])
            .arg(&data)
            .current_dir("/")
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = run("postgres")
            .arg("-D")
            .arg(&data)
            .args(["-c", "listen_addresses=127.0.0.1", "-p", &port.to_string(), "-c", "max_connections=200", "-k"])
            .arg(folder.path())
            .current_dir("/")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { child, folder, port };
        for _ in 0..200 {
            let ready = Command::new(bin.join("pg_isready"))
                .args(["-h", "127.0.0.1", "-p", &port.to_string()])
                .output()
                .unwrap();
            if ready.status.success() {
                return Some(server);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("PostgreSQL did not start in {}", server.folder.path().display());
    }

    /// The address of a new, empty database.
    pub async fn database(&self) -> String {
        use sqlx::Executor as _;
        sqlx::any::install_default_drivers();
        let name = format!("test_{}", u64::from_le_bytes(random()));
        let address = |name: &str| format!("postgres://guichet@127.0.0.1:{}/{name}", self.port);
        let pool = sqlx::AnyPool::connect(&address("postgres")).await.unwrap();
        pool.execute(format!("CREATE DATABASE {name}").as_str()).await.unwrap();
        pool.close().await;
        address(&name)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Immediate shutdown: the folder goes too.
        let _ = Command::new("kill").args(["-QUIT", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}

fn programs() -> Option<PathBuf> {
    let installed =
        std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = installed.chain(std::env::split_paths(&path)).collect();
    folders.retain(|folder| {
        folder.join("initdb").exists() && folder.join("postgres").exists() && folder.join("pg_isready").exists()
    });
    folders.pop()
}
