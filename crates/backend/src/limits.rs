//! What one client may ask for: a token bucket for each, in memory only.
//!
//! A client is told apart by a hash of its address under a salt that ends with the process; the address itself is kept
//! nowhere here. Many people share one address on mobile networks, so the bucket is generous.

use crate::failure::Failure;
use crate::routes::{App, is_call};
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use guichet_core::wire::problem::ProblemType;
use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// As many buckets are kept before full ones are thrown away.
const MAX_BUCKETS: usize = 100_000;
/// A wrong reference or code costs as much as so many calls: this slows down whoever guesses, and nobody else.
const WRONG_CODE: f64 = 20.0;
/// The calls that a follow-up code opens.
const WITH_CODE: [&str; 3] = [
    "/api/v1/submissions/{reference}",
    "/api/v1/submissions/{reference}/withdrawal",
    "/api/v1/submissions/{reference}/appointment",
];

/// What is allowed.
#[derive(Debug, Clone)]
pub struct Rate {
    /// Calls at once.
    pub burst: u32,
    /// Calls per minute in the long run; 0: no limit.
    pub per_minute: u32,
    /// Times at stations that one client may ask for, per hour and at once; 0: no limit.
    pub wishes: u32,
    /// What one client may upload, in MiB per hour and at once; 0: no limit.
    pub upload_mib: u32,
    /// The header in which a proxy of ours writes the client's address. Without one, the connection's address counts:
    /// anybody could write such a header.
    pub header: Option<HeaderName>,
}

impl Default for Rate {
    fn default() -> Self {
        Self { burst: 600, per_minute: 600, wishes: 60, upload_mib: 400, header: None }
    }
}

/// What each client has left.
pub struct Limits {
    header: Option<HeaderName>,
    salt: RandomState,
    calls: Buckets,
    wishes: Buckets,
    uploads: Buckets,
}

/// One bucket for each client.
struct Buckets {
    burst: f64,
    per_second: f64,
    of_clients: Mutex<HashMap<u64, Bucket>>,
}

#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Buckets {
    /// Empty buckets cost nothing. Nothing per second: no limit.
    fn new(burst: f64, per_second: f64) -> Self {
        Self { burst: burst.max(1.0), per_second, of_clients: Mutex::default() }
    }

    fn per_hour(tokens: f64) -> Self {
        Self::new(tokens, tokens / 3600.0)
    }

    /// Takes tokens from a client's bucket. Where there are too few: how many seconds until there is one, and none is
    /// taken. A cost beyond one call may leave the bucket in debt.
    fn take(&self, client: u64, cost: f64, now: Instant) -> Result<(), u64> {
        let Self { burst, per_second, .. } = *self;
        if per_second <= 0.0 {
            return Ok(());
        }
        let filled = |bucket: &Bucket| {
            let since = now.saturating_duration_since(bucket.at).as_secs_f64();
            (bucket.tokens + since * per_second).min(burst)
        };
        let mut buckets = self.of_clients.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MAX_BUCKETS {
            buckets.retain(|_, bucket| filled(bucket) < burst);
        }
        if buckets.len() >= MAX_BUCKETS && !buckets.contains_key(&client) {
            // Whoever sends from so many addresses at once must not stop everybody else.
            return Ok(());
        }
        let bucket = buckets.entry(client).or_insert(Bucket { tokens: burst, at: now });
        let tokens = filled(bucket);
        if tokens < 1.0 {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a small positive number of seconds"
            )]
            return Err(((1.0 - tokens) / per_second).ceil().clamp(1.0, 3600.0) as u64);
        }
        *bucket = Bucket { tokens: (tokens - cost).max(-burst), at: now };
        Ok(())
    }
}

impl Limits {
    /// Everybody may ask for everything that is allowed.
    pub fn new(rate: Rate) -> Self {
        const MIB: f64 = 1024.0 * 1024.0;
        Self {
            header: rate.header,
            salt: RandomState::new(),
            calls: Buckets::new(rate.burst.into(), f64::from(rate.per_minute) / 60.0),
            wishes: Buckets::per_hour(rate.wishes.into()),
            uploads: Buckets::per_hour(f64::from(rate.upload_mib) * MIB),
        }
    }

    /// The client's address: what our own proxy says of it, else that of the connection.
    pub fn address(&self, headers: &HeaderMap, peer: Option<SocketAddr>) -> Option<IpAddr> {
        // The last entry was written by the proxy itself; those before it by whoever called it.
        let told = self.header.as_ref().and_then(|name| headers.get_all(name).iter().next_back());
        let told = told.and_then(|value| value.to_str().ok()).and_then(|list| list.rsplit(',').next());
        told.and_then(|text| text.trim().parse::<IpAddr>().ok()).or_else(|| peer.map(|peer| peer.ip()))
    }

    /// Lets a client ask for one more time at a station.
    pub fn wish(&self, headers: &HeaderMap, peer: Option<SocketAddr>) -> Result<(), Failure> {
        self.wishes.take(self.client(headers, peer), 1.0, Instant::now()).map_err(|seconds| {
            let detail = "Nothing was changed: too many times were asked for from this address; ask again later.";
            Failure::new(ProblemType::TooManyRequests, detail).retry_after(seconds)
        })
    }

    /// Lets a client store so many bytes more.
    pub fn upload(&self, headers: &HeaderMap, peer: Option<SocketAddr>, bytes: usize) -> Result<(), Failure> {
        let cost = f64::from(u32::try_from(bytes).unwrap_or(u32::MAX));
        self.uploads.take(self.client(headers, peer), cost, Instant::now()).map_err(|seconds| {
            let detail = "Nothing was stored: too much was sent from this address; send the same again later.";
            Failure::new(ProblemType::TooManyRequests, detail).retry_after(seconds)
        })
    }

    fn client(&self, headers: &HeaderMap, peer: Option<SocketAddr>) -> u64 {
        self.salt.hash_one(self.address(headers, peer).map(network))
    }
}

/// The part of an address that belongs to one subscriber: whoever has an IPv6 address has 2⁶⁴ of them.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// Lets a call through, or asks its client to wait.
pub async fn check(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if !is_call(request.uri().path()) {
        return next.run(request).await;
    }
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| *peer);
    let client = app.limits.client(request.headers(), peer);
    if let Err(seconds) = app.limits.calls.take(client, 1.0, Instant::now()) {
        let detail = "Too many requests came from this address; send the same again later.";
        return Failure::new(ProblemType::TooManyRequests, detail).retry_after(seconds).into_response();
    }
    let with_code = request.extensions().get::<MatchedPath>().is_some_and(|path| WITH_CODE.contains(&path.as_str()));
    let response = next.run(request).await;
    if with_code && response.status() == StatusCode::NOT_FOUND {
        let _ = app.limits.calls.take(client, WRONG_CODE, Instant::now());
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn limits(burst: u32, per_minute: u32, header: Option<&'static str>) -> Limits {
        let header = header.map(HeaderName::from_static);
        Limits::new(Rate { burst, per_minute, header, ..Rate::default() })
    }

    #[test]
    fn a_bucket_empties_and_fills() {
        let limits = Buckets::new(3.0, 1.0);
        let start = Instant::now();
        let taken: Vec<bool> = (0..4).map(|_| limits.take(1, 1.0, start).is_ok()).collect();
        assert_eq!(taken, [true, true, true, false]);
        assert_eq!(limits.take(1, 1.0, start), Err(1));
        assert!(limits.take(2, 1.0, start).is_ok(), "another client");
        assert!(limits.take(1, 1.0, start + Duration::from_secs(1)).is_ok());
        assert!(limits.take(1, 20.0, start + Duration::from_secs(9)).is_ok());
        assert_eq!(limits.take(1, 1.0, start + Duration::from_secs(9)), Err(4), "a debt is bounded");
        let unlimited = Buckets::new(1.0, 0.0);
        assert!((0..1000).all(|_| unlimited.take(1, 1.0, start).is_ok()));
    }

    #[test]
    fn a_client_is_the_last_entry_of_a_trusted_header_only() {
        let headers =
            |text: &str| HeaderMap::from_iter([(HeaderName::from_static("x-forwarded-for"), text.parse().unwrap())]);
        let (trusting, plain) = (limits(1, 1, Some("x-forwarded-for")), limits(1, 1, None));
        let peer = |port| Some(SocketAddr::from(([127, 0, 0, 1], port)));
        assert_eq!(
            trusting.client(&headers("9.9.9.9, 1.2.3.4"), peer(1)),
            trusting.client(&headers("1.2.3.4"), peer(2))
        );
        assert_ne!(trusting.client(&headers("1.2.3.4"), peer(1)), trusting.client(&headers("1.2.3.5"), peer(1)));
        assert_eq!(plain.client(&headers("1.2.3.4"), peer(1)), plain.client(&headers("1.2.3.5"), peer(2)));
        assert_eq!(
            trusting.client(&headers("2001:db8::1"), peer(1)),
            trusting.client(&headers("2001:db8::ffff:2"), peer(1))
        );
        assert_ne!(
            trusting.client(&headers("2001:db8::1"), peer(1)),
            trusting.client(&headers("2001:db8:0:1::1"), peer(1))
        );
        assert_eq!(trusting.client(&headers("::ffff:1.2.3.4"), peer(1)), trusting.client(&headers("1.2.3.4"), peer(1)));
        assert_eq!(trusting.client(&headers("nonsense"), peer(1)), trusting.client(&HeaderMap::new(), peer(2)));
    }
}
