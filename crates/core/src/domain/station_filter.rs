//! What a person asks of stations.
