use super::*;

#[test]
fn why() {
    let mut names = Names::default();
    let own = Understanding::read(&mut names);
    let query = std::env::var("Q").unwrap_or_default();
    for query in query.split('|') {
        let concepts = own.concepts(query, Language::Fr);
        println!("{query}: {:?}", names.of(concepts));
        for service in Service::ALL {
            let points = own.rules.points(service, concepts);
            if points > 0 {
                println!("   {} {points}", service.code());
            }
        }
    }
}
