//! From projected coordinates back to latitude and longitude, where a file has nothing else.
//!
//! The formulas are those of Snyder, *Map Projections: A Working Manual* (USGS 1395, 1987), § 8 and § 15, on the
//! ellipsoid GRS 80. All systems listed are within a metre of WGS 84.

use guichet_core::domain::place::Point;

/// Half of the long axis of GRS 80, in metres.
const A: f64 = 6_378_137.0;
/// Its flattening.
const F: f64 = 1.0 / 298.257_222_101;

/// The point of projected coordinates in metres; `None` for a system that is not known, or coordinates far outside it.
pub fn unproject(epsg: &str, x: f64, y: f64) -> Option<Point> {
    if !(x.is_finite() && y.is_finite()) {
        return None;
    }
    let (latitude, longitude) = match epsg.trim() {
        // RGF93 / Lambert-93: mainland and Corsica.
        "2154" => Conic { south: 44.0, north: 49.0, latitude: 46.5, meridian: 3.0, x: 700_000.0, y: 6_600_000.0 }
            .inverse(x, y),
        // RGNC91-93 / Lambert New Caledonia.
        "3163" => Conic {
            south: -22.0 - 20.0 / 60.0,
            north: -20.0 - 40.0 / 60.0,
            latitude: -21.5,
            meridian: 166.0,
            x: 400_000.0,
            y: 300_000.0,
        }
        .inverse(x, y),
        // UTM: Guadeloupe and Martinique; Guiana; Réunion; Mayotte; Saint-Pierre-et-Miquelon; French Polynesia.
        "32620" | "5490" | "4559" => utm(20, false, x, y),
        "2972" | "32622" => utm(22, false, x, y),
        "2975" | "32740" => utm(40, true, x, y),
        "4471" | "32738" => utm(38, true, x, y),
        "4467" | "32621" => utm(21, false, x, y),
        "3296" | "32705" => utm(5, true, x, y),
        "3297" | "32706" => utm(6, true, x, y),
        _ => return None,
    };
    Point::from_degrees(latitude, longitude)
}

/// First eccentricity, squared.
fn eccentricity() -> f64 {
    F * (2.0 - F)
}

/// A conformal conic projection with two standard parallels (Snyder § 15). Angles in degrees.
struct Conic {
    south: f64,
    north: f64,
    latitude: f64,
    meridian: f64,
    x: f64,
    y: f64,
}

#[allow(clippy::many_single_char_names, reason = "the letters of the book's formulas")]
impl Conic {
    fn inverse(&self, x: f64, y: f64) -> (f64, f64) {
        let e = eccentricity().sqrt();
        let m = |degrees: f64| {
            let angle = degrees.to_radians();
            angle.cos() / (1.0 - eccentricity() * angle.sin().powi(2)).sqrt()
        };
        let t = |degrees: f64| {
            let angle = degrees.to_radians();
            let sine = e * angle.sin();
            (std::f64::consts::FRAC_PI_4 - angle / 2.0).tan() / ((1.0 - sine) / (1.0 + sine)).powf(e / 2.0)
        };
        let n = (m(self.south) / m(self.north)).ln() / (t(self.south) / t(self.north)).ln();
        let f = m(self.south) / (n * t(self.south).powf(n));
        let origin = A * f * t(self.latitude).powf(n);
        let (east, north) = (x - self.x, origin - (y - self.y));
        let radius = n.signum() * east.hypot(north);
        let angle = (n.signum() * east).atan2(n.signum() * north);
        let t = (radius / (A * f)).powf(1.0 / n);
        let mut latitude = std::f64::consts::FRAC_PI_2 - 2.0 * t.atan();
        for _ in 0..8 {
            let sine = e * latitude.sin();
            latitude = std::f64::consts::FRAC_PI_2 - 2.0 * (t * ((1.0 - sine) / (1.0 + sine)).powf(e / 2.0)).atan();
        }
        (latitude.to_degrees(), self.meridian + (angle / n).to_degrees())
    }
}

/// Universal transverse Mercator (Snyder § 8). Degrees north and east.
#[allow(clippy::many_single_char_names, reason = "the letters of the book's formulas")]
fn utm(zone: u8, south: bool, x: f64, y: f64) -> (f64, f64) {
    let e2 = eccentricity();
    let second = e2 / (1.0 - e2);
    let scale = 0.9996;
    let y = if south { y - 10_000_000.0 } else { y };
    let mu = y / scale / (A * (1.0 - e2 / 4.0 - 3.0 * e2.powi(2) / 64.0 - 5.0 * e2.powi(3) / 256.0));
    let e1 = (1.0 - (1.0 - e2).sqrt()) / (1.0 + (1.0 - e2).sqrt());
    let foot = mu
        + (3.0 * e1 / 2.0 - 27.0 * e1.powi(3) / 32.0) * (2.0 * mu).sin()
        + (21.0 * e1.powi(2) / 16.0 - 55.0 * e1.powi(4) / 32.0) * (4.0 * mu).sin()
        + 151.0 * e1.powi(3) / 96.0 * (6.0 * mu).sin();
    let c = second * foot.cos().powi(2);
    let t = foot.tan().powi(2);
    let root = 1.0 - e2 * foot.sin().powi(2);
    let n = A / root.sqrt();
    let r = A * (1.0 - e2) / root.powf(1.5);
    let d = (x - 500_000.0) / (n * scale);
    let latitude = foot
        - n * foot.tan() / r
            * (d.powi(2) / 2.0 - (5.0 + 3.0 * t + 10.0 * c - 4.0 * c.powi(2) - 9.0 * second) * d.powi(4) / 24.0
                + (61.0 + 90.0 * t + 298.0 * c + 45.0 * t.powi(2) - 252.0 * second - 3.0 * c.powi(2)) * d.powi(6)
                    / 720.0);
    let east = (d - (1.0 + 2.0 * t + c) * d.powi(3) / 6.0
        + (5.0 - 2.0 * c + 28.0 * t - 3.0 * c.powi(2) + 8.0 * second + 24.0 * t.powi(2)) * d.powi(5) / 120.0)
        / foot.cos();
    (latitude.to_degrees(), f64::from(zone) * 6.0 - 183.0 + east.to_degrees())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_places_come_back_within_ten_metres() {
        // Computed forwards with PROJ.
        for (epsg, x, y, latitude, longitude) in [
            ("2154", 652_469.022_7, 6_862_035.259_4, 48.8566, 2.3522),
            ("2154", 1_228_546.045_3, 6_199_420.643_98, 42.7, 9.45),
            ("3163", 447_180.727_1, 214_033.959_7, -22.2758, 166.4578),
            ("2972", 352_503.336_7, 545_858.817_1, 4.9371, -52.3303),
            ("2975", 338_904.873_3, 7_690_102.262_6, -20.8823, 55.4513),
            ("4471", 524_724.521_1, 8_587_115.821_1, -12.7806, 45.2278),
            ("4467", 563_109.363_1, 5_180_892.996_6, 46.7786, -56.1733),
            ("5490", 654_536.705_5, 1_796_172.419_0, 16.2413, -61.5540),
            ("32620", 708_115.364_5, 1_615_534.059_2, 14.6051, -61.0680),
            ("3296", 634_477.632_5, 8_175_336.566_7, -16.5, -151.74),
            ("3297", 227_123.062_1, 8_058_484.300_1, -17.5434, -149.5704),
        ] {
            let point = unproject(epsg, x, y).unwrap();
            let known = Point::from_degrees(latitude, longitude).unwrap();
            assert!(point.distance_km(known) < 0.01, "{epsg}: {point:?} instead of {known:?}");
        }
    }

    #[test]
    fn unknown_systems_and_senseless_numbers_are_none() {
        assert_eq!(unproject("9999", 1.0, 1.0), None);
        assert_eq!(unproject("", 1.0, 1.0), None);
        assert_eq!(unproject("2154", f64::NAN, 1.0), None);
        for (x, y) in [(0.0, 0.0), (1e300, 1e300), (-1e9, 1e9)] {
            let _ = unproject("2154", x, y);
            let _ = unproject("2975", x, y);
        }
    }
}
