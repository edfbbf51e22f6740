// rudofshacl SHAPES.ttl DATA.(ttl|nt): validates with rudof's native engine, prints the number of results.
use rudof_rdf::rdf_core::RDFFormat;
use shacl::validator::processor::{GraphValidation, ShaclProcessor};
use shacl::validator::store::ShaclDataManager;
use shacl::validator::{ShaclConfig, ShaclValidationMode};
use std::{env, fs::File, io::BufReader};
fn main() -> anyhow::Result<()> {
    let a: Vec<String> = env::args().collect();
    let mut shapes = BufReader::new(File::open(&a[1])?);
    let schema = ShaclDataManager::load(&mut shapes, "shapes", &RDFFormat::Turtle, Some("http://example.org/base"))?;
    let format = if a[2].ends_with(".nt") { RDFFormat::NTriples } else { RDFFormat::Turtle };
    let mut v = GraphValidation::from_path(&a[2], format, Some("http://example.org/base"))?;
    let report = v.validate(&schema, &ShaclValidationMode::Native, &ShaclConfig::default())?;
    println!("{} {}", report.conforms(), report.results().len());
    Ok(())
}
