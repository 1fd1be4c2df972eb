//! Where one can go on the map at one press. Their names are one line of words, in this order.

use crate::browser::map::Bounds;

const fn bounds(south: f64, west: f64, north: f64, east: f64) -> Bounds {
    Bounds { south, west, north, east }
}

/// The mainland with Corsica, then the parts overseas from west to east by the ocean they are in.
pub const REGIONS: [Bounds; 12] = [
    bounds(41.3, -5.2, 51.1, 9.6),
    bounds(15.8, -61.85, 16.55, -60.95),
    bounds(14.36, -61.25, 14.9, -60.8),
    bounds(2.1, -54.6, 5.8, -51.6),
    bounds(17.85, -63.2, 18.15, -62.75),
    bounds(46.7, -56.45, 47.2, -56.1),
    bounds(-21.4, 55.2, -20.85, 55.85),
    bounds(-13.05, 45.0, -12.6, 45.35),
    bounds(-22.9, 163.5, -19.5, 168.2),
    bounds(-17.95, -151.9, -16.4, -149.1),
    bounds(-28.0, -154.8, -7.8, -134.4),
    bounds(-14.4, -178.25, -13.15, -176.1),
];
