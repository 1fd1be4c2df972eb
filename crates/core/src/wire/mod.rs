//! What crosses the network, versioned; sealing.
