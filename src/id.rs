//! Ids, which plans and assessments repeat for every section.

/// An id that is cheap to copy: of a school, an indicator or a lever. Up to 23 bytes lie in the
/// value itself, a longer text is shared; in files it is a string like any other.
pub type Id = smol_str::SmolStr;
