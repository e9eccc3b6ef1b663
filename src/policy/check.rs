//! Checks of a policy against the district and the standard it is for.
