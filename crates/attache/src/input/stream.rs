//! Bytes within files within files, opened again wherever they begin.
//!
//! In: a file, a stretch of it, and how that is packed. Out: a [`Stream`] that can be opened at any byte, as often as one likes. The record at byte
//! 7,000 of the WARC that is the third entry of `a.zip` is a part of an unpacked part of a file.
//!
//! What is packed can only be read from its start. So that ten thousand files of one `.tar.gz` are not unpacked ten thousand times, a reader that was let
//! go is kept where it stands, and the next who asks for a later byte goes on from there. Nothing is unpacked to disk.

use std::fs::File;
use std::io::{self, BufReader, Error, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// What is unpacked of a file, in bytes, at most: so many, and so many more for each byte of the file. Pages pack to a tenth.
const MOST_UNPACKED: u64 = 256 << 20;
const MOST_A_BYTE: u64 = 300;
/// Readers kept where they stand, for each stream: as many as threads that read, on most machines.
const KEPT: usize = 8;
/// The window of a zstd stream, as a power of two of bytes, at most: 128 MiB, the largest that the `zstd` program unpacks unasked.
const LARGEST_WINDOW: u32 = 27;
/// Told of what unpacks to far more than its kind does.
pub const OUT_OF_PROPORTION: &str = "unpacks to a size out of all proportion";

/// A reader that may go to another thread.
pub type Bytes = Box<dyn Read + Send>;

/// Where bytes are.
#[derive(Debug)]
pub enum Stream {
    /// A file, whole.
    File(PathBuf),
    /// A stretch of another.
    Part {
        /// Of which.
        of: Arc<Stream>,
        /// Its first byte.
        from: u64,
        /// Bytes.
        length: u64,
    },
    /// What another is once it is unpacked.
    Unpacked {
        /// Of which.
        of: Arc<Stream>,
        /// How it is packed.
        packing: Packing,
        /// Readers that were let go.
        kept: Kept,
    },
}

/// How bytes are packed.
#[derive(Debug, Clone)]
pub enum Packing {
    /// gzip, one member or several in a row.
    Gzip,
    /// gzip, the first member alone.
    GzipMember,
    /// zstd, one frame or several in a row.
    Zstd,
    /// zstd, the first frame alone, with the dictionary it was packed with.
    ZstdFrame(Option<Arc<Vec<u8>>>),
    /// Deflate without a head, as in zip.
    Deflate,
}

impl Packing {
    /// Whether two are the same; dictionaries are where they are one.
    pub fn is(&self, other: &Packing) -> bool {
        match (self, other) {
            (Packing::ZstdFrame(Some(one)), Packing::ZstdFrame(Some(other))) => Arc::ptr_eq(one, other),
            (Packing::ZstdFrame(one), Packing::ZstdFrame(other)) => one.is_none() && other.is_none(),
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

/// Readers with the byte at which they stand.
#[derive(Default)]
pub struct Kept(Mutex<Vec<(u64, Bytes)>>);

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kept")
    }
}

impl Stream {
    /// A stretch of a stream.
    pub fn part(of: &Arc<Stream>, from: u64, length: u64) -> Arc<Stream> {
        Arc::new(Stream::Part { of: of.clone(), from, length })
    }

    /// A stream, unpacked.
    pub fn unpacked(of: &Arc<Stream>, packing: Packing) -> Arc<Stream> {
        Arc::new(Stream::Unpacked { of: of.clone(), packing, kept: Kept::default() })
    }

    /// Bytes in it; `None` where that is not known before it is unpacked.
    pub fn length(&self) -> Option<u64> {
        match self {
            Stream::File(path) => std::fs::metadata(path).ok().map(|about| about.len()),
            Stream::Part { length, .. } => Some(*length),
            Stream::Unpacked { .. } => None,
        }
    }

    /// A reader from byte `at` on.
    ///
    /// # Errors
    /// A file that cannot be opened or is none, bytes that do not unpack.
    pub fn open(self: &Arc<Stream>, at: u64) -> io::Result<Bytes> {
        match &**self {
            Stream::File(path) => {
                // Asked before it is opened: a pipe put in its place would have us wait for ever.
                if !std::fs::metadata(path)?.is_file() {
                    return Err(Error::other("a pipe, a socket or a device, not a file"));
                }
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(at))?;
                Ok(Box::new(file))
            }
            Stream::Part { of, from, length } => {
                Ok(Box::new(of.open(from.saturating_add(at))?.take(length.saturating_sub(at))))
            }
            Stream::Unpacked { of, packing, kept } => {
                let (stands, reader) = match kept.nearest(at) {
                    Some(found) => found,
                    None => (0, unpack(of, packing)?),
                };
                let mut reader = Going { stream: self.clone(), at: stands, reader: Some(reader) };
                let skipped = io::copy(&mut (&mut reader).take(at - stands), &mut io::sink())?;
                if skipped < at - stands {
                    return Err(Error::new(io::ErrorKind::UnexpectedEof, "it ends before that"));
                }
                Ok(Box::new(reader))
            }
        }
    }

    /// Whether a place can be gone to without reading what is before it.
    pub fn can_be_entered(&self) -> bool {
        match self {
            Stream::File(_) => true,
            Stream::Part { of, .. } => of.can_be_entered(),
            Stream::Unpacked { .. } => false,
        }
    }
}

impl Kept {
    /// The reader that stands nearest before a byte.
    fn nearest(&self, at: u64) -> Option<(u64, Bytes)> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().enumerate().filter(|(_, (stands, _))| *stands <= at);
        let number = found.max_by_key(|(_, (stands, _))| *stands).map(|(number, _)| number)?;
        Some(kept.swap_remove(number))
    }

    fn keep(&self, at: u64, reader: Bytes) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push((at, reader));
    }
}

/// A reader of an unpacked stream, kept when it is let go.
struct Going {
    stream: Arc<Stream>,
    at: u64,
    reader: Option<Bytes>,
}

impl Read for Going {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Some(reader) = &mut self.reader else { return Ok(0) };
        match reader.read(into) {
            Ok(read) => {
                self.at += read as u64;
                Ok(read)
            }
            Err(error) => {
                // Where it stands now nobody knows.
                if error.kind() != io::ErrorKind::Interrupted {
                    self.reader = None;
                }
                Err(error)
            }
        }
    }
}

impl Drop for Going {
    fn drop(&mut self) {
        // One capture and this reader: nobody else comes back to the stream, and what is kept for each capture would fill the memory.
        if let (Stream::Unpacked { kept, .. }, Some(reader)) = (&*self.stream, self.reader.take())
            && Arc::strong_count(&self.stream) > 2
        {
            kept.keep(self.at, reader);
        }
    }
}

fn unpack(of: &Arc<Stream>, packing: &Packing) -> io::Result<Bytes> {
    let most = MOST_UNPACKED.saturating_add(MOST_A_BYTE.saturating_mul(of.length().unwrap_or(8 << 20)));
    let source = BufReader::with_capacity(1 << 15, of.open(0)?);
    Ok(match packing {
        Packing::Gzip => Box::new(Bounded { reader: flate2::bufread::MultiGzDecoder::new(source), left: most }),
        Packing::GzipMember => Box::new(Bounded { reader: flate2::bufread::GzDecoder::new(source), left: most }),
        Packing::Deflate => Box::new(Bounded { reader: flate2::bufread::DeflateDecoder::new(source), left: most }),
        Packing::Zstd => Box::new(Bounded { reader: zstd_decoder(source, None)?, left: most }),
        Packing::ZstdFrame(words) => {
            let decoder = zstd_decoder(source, words.as_deref().map(Vec::as_slice))?.single_frame();
            Box::new(Bounded { reader: decoder, left: most })
        }
    })
}

/// A zstd decoder whose window is bounded.
///
/// # Errors
/// A dictionary that is none.
pub fn zstd_decoder<'r, R: io::BufRead>(
    source: R,
    dictionary: Option<&[u8]>,
) -> io::Result<zstd::stream::read::Decoder<'r, R>> {
    let mut decoder = zstd::stream::read::Decoder::with_dictionary(source, dictionary.unwrap_or_default())?;
    decoder.window_log_max(LARGEST_WINDOW)?;
    Ok(decoder)
}

/// A reader that gives an error once it gave too much.
pub struct Bounded<R> {
    /// Of what.
    pub reader: R,
    /// Bytes it may still give.
    pub left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(into)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| Error::other(OUT_OF_PROPORTION))?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    fn read(stream: &Arc<Stream>, at: u64, length: u64) -> String {
        let mut text = String::new();
        stream.open(at).unwrap().take(length).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn packed_bytes_are_opened_at_any_place_in_any_order() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        std::fs::write(&file, [b"head".to_vec(), gzip(b"one two "), gzip(b"three")].concat()).unwrap();
        let whole = Arc::new(Stream::File(file));
        let part = Stream::part(&whole, 4, whole.length().unwrap() - 4);
        let all = Stream::unpacked(&part, Packing::Gzip);
        let places = [(4, 3, "two"), (8, 5, "three"), (0, 3, "one"), (4, 9, "two three"), (0, 99, "one two three")];
        for (at, length, wanted) in places {
            assert_eq!(read(&all, at, length), wanted);
        }
        assert_eq!(read(&Stream::unpacked(&part, Packing::GzipMember), 0, 99), "one two ");
        assert!(all.open(14).is_err());
        assert!(part.can_be_entered() && !all.can_be_entered());
    }

    #[test]
    fn what_unpacks_without_end_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.zst");
        let zeros = zstd::encode_all(io::repeat(0).take(600 << 20), 1).unwrap();
        assert!(zeros.len() < 1 << 18, "{}", zeros.len());
        std::fs::write(&file, zeros).unwrap();
        let bomb = Stream::unpacked(&Arc::new(Stream::File(file)), Packing::Zstd);
        let error = io::copy(&mut bomb.open(0).unwrap(), &mut io::sink()).unwrap_err();
        assert_eq!(error.to_string(), OUT_OF_PROPORTION);
    }
}
