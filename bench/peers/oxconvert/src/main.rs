// oxconvert IN OUT: streams RDF between files with oxrdfio, as `oxigraph convert` does.
use oxrdfio::{RdfFormat, RdfParser, RdfSerializer};
use std::{env, error::Error, fs::File, io::BufWriter, io::Write, path::Path};
fn format(path: &str) -> RdfFormat {
    let ext = Path::new(path).extension().and_then(|e| e.to_str()).unwrap_or("");
    RdfFormat::from_extension(ext).expect("format")
}
fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().collect();
    let input = File::open(&args[1])?;
    let reader = RdfParser::from_format(format(&args[1])).for_reader(input);
    if args.len() < 3 {
        let mut n = 0usize;
        for q in reader { q?; n += 1; }
        println!("{n}");
        return Ok(());
    }
    let mut w = RdfSerializer::from_format(format(&args[2])).for_writer(BufWriter::new(File::create(&args[2])?));
    for q in reader { w.serialize_quad(&q?)?; }
    w.finish()?.flush()?;
    Ok(())
}
