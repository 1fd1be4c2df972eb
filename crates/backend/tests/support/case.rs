//! One case from outside, and the times of a station.

use super::{Intent, Server, answered, wishing};
use guichet_backend::clock;
use guichet_backend::store::acts::Agent;
use guichet_backend::store::cases::{Changed, Deed};
use guichet_backend::store::slots::Offer;
use guichet_core::wire::slot::{Slot, Start};
use reqwest::Method;
use serde_json::{Value, json};

pub const STATION: &str = "pn-75056-central";
pub const HOUR: i64 = 3600;
pub const DAY: i64 = 24 * HOUR;

pub fn agent(now: i64) -> Agent<'static> {
    Agent { name: "Durand", now }
}

/// So many seconds from now, in whole hours of a place an hour ahead of UTC.
pub fn start(after: i64) -> Start {
    Start::new((clock::now() + after) / HOUR * HOUR, HOUR).unwrap()
}

pub fn slot(after: i64) -> Slot {
    Slot { start: start(after), minutes: 45 }
}

pub async fn offer(server: &Server, places: u16, slots: &[Slot]) {
    let offers: Vec<Offer> =
        slots.iter().map(|slot| Offer { station: STATION.to_owned(), slot: *slot, places }).collect();
    server.store.offer(&offers, agent(clock::now())).await.unwrap();
}

pub async fn free(server: &Server, query: &str) -> Vec<String> {
    let (status, free) = answered(server.call(Method::GET, &format!("/api/v1/stations/{STATION}/slots{query}"))).await;
    assert_eq!((status.as_u16(), &free["station"]), (200, &Value::from(STATION)));
    free["slots"].as_array().unwrap().iter().map(|slot| slot["start"].as_str().unwrap().to_owned()).collect()
}

/// One case, from outside.
pub struct One<'a> {
    pub server: &'a Server,
    pub reference: String,
    pub code: String,
}

impl<'a> One<'a> {
    pub async fn sent(server: &'a Server, intent: &Intent) -> Self {
        let (status, receipt) = server.post(intent).await;
        assert_eq!(status.as_u16(), 201, "{receipt}");
        Self { server, reference: receipt["reference"].as_str().unwrap().to_owned(), code: intent.code.as_text() }
    }

    pub async fn wished(server: &'a Server, slot: Slot) -> Self {
        Self::sent(server, &wishing(&server.recipient, STATION, &slot.start.to_string())).await
    }

    pub async fn told(&self) -> Value {
        let (status, progress) = self.server.progress(&self.reference, &self.code).await;
        assert_eq!(status.as_u16(), 200);
        progress
    }

    pub async fn state(&self) -> String {
        self.told().await["appointment"]["state"].as_str().unwrap_or("none").to_owned()
    }

    pub async fn kinds(&self) -> Vec<String> {
        let progress = self.told().await;
        progress["events"].as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap().to_owned()).collect()
    }

    /// What the person wants, naming the version seen last.
    pub async fn wants(&self, act: &str, slot: Option<Slot>) -> (reqwest::StatusCode, Value) {
        let mut change = json!({ "version": self.told().await["version"], "act": act });
        if let Some(slot) = slot {
            change["slot"] = slot.start.to_string().into();
        }
        self.server.change(&self.reference, &self.code, change).await
    }

    pub async fn does(&self, deed: Deed) -> Changed {
        self.server.store.act(&self.reference, deed, agent(clock::now())).await.unwrap()
    }
}
