//! The institution's posts. One answer is used for a minute, as its header says; where there is none, the last one that the
//! browser has kept stands in.

use std::cell::RefCell;
use std::sync::Arc;

use guichet_core::domain::news::News;

use super::server;
use crate::browser::http::Freshness;

/// The posts as far as they could be had.
#[derive(Clone)]
pub struct Loaded {
    /// The posts.
    pub news: Arc<News>,
    /// True where the server did not answer and this is what was kept.
    pub kept: bool,
}

thread_local! {
    /// What was loaded last, for when nothing can be loaded later in the same visit.
    static LAST: RefCell<Option<Arc<News>>> = const { RefCell::new(None) };
}

/// Loads the posts; `None` where there are none to be had, not even old ones.
pub async fn load(api: &str) -> Option<Loaded> {
    let url = format!("{api}/api/v1/news");
    if let Some(news) = read(&url, Freshness::AsStored).await {
        LAST.with_borrow_mut(|last| *last = Some(news.clone()));
        return Some(Loaded { news, kept: false });
    }
    let news = match LAST.with_borrow(Clone::clone) {
        Some(last) => Some(last),
        None => read(&url, Freshness::EvenOld).await,
    };
    news.map(|news| Loaded { news, kept: true })
}

async fn read(url: &str, freshness: Freshness) -> Option<Arc<News>> {
    News::read(&server::file(url, freshness, None).await?).map(Arc::new)
}
