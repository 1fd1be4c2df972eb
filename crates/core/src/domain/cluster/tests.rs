use super::*;
use proptest::prelude::*;

fn point(latitude: f64, longitude: f64) -> Point {
    Point::from_degrees(latitude, longitude).unwrap()
}

/// A view of some size around a place, in pixels of a zoom.
fn view(centre: Place, zoom: u8, width: u32, height: u32) -> Area {
    let pixel = 1_u32 << (24 - u32::from(zoom));
    let (x, y) = (width / 2 * pixel, height / 2 * pixel);
    Area {
        north_west: Place { x: centre.x.saturating_sub(x), y: centre.y.saturating_sub(y) },
        south_east: Place { x: centre.x.saturating_add(x), y: centre.y.saturating_add(y) },
    }
}

/// Points close together at a zoom: within 600 pixels, some on one place.
fn crowd() -> impl Strategy<Value = (u8, Vec<Point>)> {
    (4..=DEEPEST, prop::collection::vec((0..60i32, 0..60i32), 1..200)).prop_map(|(zoom, places)| {
        let pixel = 360.0 / 256.0 / f64::from(1_u32 << zoom);
        let at = |(x, y): (i32, i32)| point(46.0 + f64::from(y) * 7.0 * pixel, 2.0 + f64::from(x) * 10.0 * pixel);
        (zoom, places.into_iter().map(at).collect())
    })
}

proptest! {
    #[test]
    fn every_point_is_in_exactly_one_cluster((zoom, points) in crowd()) {
        let all = Points::new(points.clone());
        let clusters = all.clusters(zoom, view(all.place(0).unwrap(), zoom, 4000, 4000));
        let total: u32 = clusters.iter().map(|cluster| cluster.count).sum();
        prop_assert_eq!(usize::try_from(total).unwrap(), points.len());
        let mut firsts: Vec<u32> = clusters.iter().map(|cluster| cluster.first).collect();
        firsts.sort_unstable();
        firsts.dedup();
        prop_assert_eq!(firsts.len(), clusters.len(), "no point begins two clusters");
        for cluster in &clusters {
            prop_assert!(cluster.count > 0 && cluster.span.contains(cluster.place));
            prop_assert!(cluster.span.contains(all.place(cluster.first).unwrap()));
        }
    }

    #[test]
    fn moving_the_view_changes_no_cluster((zoom, points) in crowd(), aside in 0..1200u32) {
        let all = Points::new(points);
        let centre = all.place(0).unwrap();
        let wide = all.clusters(zoom, view(centre, zoom, 4000, 4000));
        let pixel = 1_u32 << (24 - u32::from(zoom));
        let moved = view(Place { x: centre.x - 600 * pixel + aside * pixel, y: centre.y }, zoom, 500, 300);
        let some = all.clusters(zoom, moved);
        prop_assert!(some.iter().all(|cluster| wide.contains(cluster)));
        let shown = wide.iter().filter(|cluster| moved.contains(cluster.place) && cluster.count == 1);
        prop_assert!(shown.clone().all(|cluster| some.contains(cluster)), "nothing of the view is missing");
    }

    #[test]
    fn the_order_of_points_changes_only_their_numbers((zoom, points) in crowd()) {
        let turned = Points::new(points.iter().rev().copied());
        let all = Points::new(points);
        let area = view(all.place(0).unwrap(), zoom, 4000, 4000);
        let total = |clusters: Vec<Cluster>| clusters.iter().map(|cluster| cluster.count).sum::<u32>();
        prop_assert_eq!(all.clusters(zoom, area), all.clusters(zoom, area));
        prop_assert_eq!(total(all.clusters(zoom, area)), total(turned.clusters(zoom, area)));
    }

    #[test]
    fn any_view_of_any_points_is_answered(
        points in prop::collection::vec((-90.0..=90.0f64, -180.0..=180.0f64), 0..30),
        zoom: u8,
        corners: (u32, u32, u32, u32),
    ) {
        let all = Points::new(points.into_iter().map(|(latitude, longitude)| point(latitude, longitude)));
        let (west, north, east, south) = corners;
        let area = Area { north_west: Place { x: west, y: north }, south_east: Place { x: east, y: south } };
        let _ = (all.clusters(zoom, area), all.next_within(area, Some(zoom.into())));
    }
}

#[test]
fn places_are_where_the_projection_says() {
    // The origin is the middle; tile 8/129/88 holds Paris, and 11/1339/1145 Saint-Denis of La Réunion.
    assert_eq!(Place::of(point(0.0, 0.0)), Place { x: 1 << 31, y: 1 << 31 });
    let tile = |place: Place, zoom: u32| (place.x >> (32 - zoom), place.y >> (32 - zoom));
    assert_eq!(tile(Place::of(point(48.8566, 2.3522)), 8), (129, 88));
    assert_eq!(tile(Place::of(point(-20.9, 55.5)), 11), (1339, 1145));
    assert_eq!(Place::of(point(90.0, 180.0)).x, u32::MAX);
}

#[test]
fn two_towns_are_one_from_afar_and_two_from_near() {
    let all = Points::new([point(48.85, 2.35), point(48.80, 2.13), point(43.30, 5.37)]);
    let paris = all.place(0).unwrap();
    let counts = |zoom| {
        let mut counts: Vec<u32> =
            all.clusters(zoom, view(paris, zoom, 2000, 2000)).iter().map(|cluster| cluster.count).collect();
        counts.sort_unstable();
        counts
    };
    assert_eq!(counts(5), [1, 2]);
    assert_eq!(counts(9)[..], [1, 1]);
}

#[test]
fn points_on_one_place_are_met_in_turn() {
    let here = point(45.0, 3.0);
    let all = Points::new([here, point(46.0, 3.0), here, here]);
    let cluster = all.clusters(DEEPEST, view(Place::of(here), DEEPEST, 800, 600))[0];
    assert_eq!((cluster.count, cluster.first), (3, 0));
    let next = |after| all.next_within(cluster.span, after);
    assert_eq!(
        [next(None), next(Some(0)), next(Some(2)), next(Some(3)), next(Some(1))],
        [Some(0), Some(2), Some(3), Some(0), Some(0)]
    );
}

#[test]
fn no_two_large_clusters_cover_each_other() {
    // A dense block: a grid of a point every four pixels.
    let zoom = 8;
    let pixel = 360.0 / 256.0 / f64::from(1_u32 << zoom);
    let all = Points::new((0..10_000).map(|at| {
        let (x, y) = (f64::from(at % 100), f64::from(at / 100));
        point(46.0 + y * 2.8 * pixel, 2.0 + x * 4.0 * pixel)
    }));
    let clusters = all.clusters(zoom, view(all.place(5050).unwrap(), zoom, 2000, 2000));
    assert_eq!(clusters.iter().map(|cluster| cluster.count).sum::<u32>(), 10_000);
    for one in &clusters {
        for other in clusters.iter().filter(|other| other.first > one.first) {
            let x = f64::from(one.place.x) - f64::from(other.place.x);
            let y = f64::from(one.place.y) - f64::from(other.place.y);
            let pixels = x.hypot(y) / f64::from(1_u32 << (24 - zoom));
            assert!(pixels > 30.0, "{pixels} pixels between clusters of {} and {}", one.count, other.count);
        }
    }
}
