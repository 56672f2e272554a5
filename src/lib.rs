//! tongbao reads Android packages and says, app by app, which privacy violation
//! categories of China's regulators the app would be named for.
//!
//! Data flows one way: a file is opened ([`package`]), its manifest
//! ([`manifest`]), code ([`dex`]) and policies ([`policy`]) are read into
//! [`facts::AppFacts`], facts are held against [`signatures`] by [`judge`], and
//! [`report`] shows the findings. [`batch`] does this for many files at once.

pub mod dex;
pub mod facts;
pub mod limits;
pub mod policy;
pub mod signatures;
