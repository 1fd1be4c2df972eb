//! Every test on each database.

use super::postgres::Postgres;
use super::{Extras, Server, random};
use guichet_core::wire::seal::SecretKey;

/// A place for databases.
pub enum Base {
    Sqlite,
    Postgres(Postgres),
}

impl Base {
    pub async fn server(&self) -> Server {
        self.server_with(Extras::default()).await
    }

    pub async fn server_with(&self, extras: Extras) -> Server {
        let url = self.url().await;
        Server::start_with(url.as_deref(), None, SecretKey::from_random(random()), extras).await
    }

    pub async fn url(&self) -> Option<String> {
        match self {
            Self::Sqlite => None,
            Self::Postgres(server) => Some(server.database().await),
        }
    }
}

/// Tests that run one after the other on `SQLite` and on `PostgreSQL`.
macro_rules! on_each_database {
    ($($case:ident),+ $(,)?) => {
        async fn all(base: support::base::Base) {
            $(eprintln!(stringify!($case)); $case(&base).await;)+
        }

        #[tokio::test(flavor = "multi_thread")]
        async fn everything_holds_on_sqlite() {
            all(support::base::Base::Sqlite).await;
        }

        #[tokio::test(flavor = "multi_thread")]
        async fn everything_holds_on_postgresql() {
            match support::postgres::Postgres::start() {
                Some(server) => all(support::base::Base::Postgres(server)).await,
                None => eprintln!("PostgreSQL is not installed here: nothing was tried on it"),
            }
        }
    };
}
pub(crate) use on_each_database;
