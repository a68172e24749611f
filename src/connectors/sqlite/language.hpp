#pragma once

#include <sqlite3.h>

namespace parlance::connectors::sqlite {

/// Gives a session the functions of our language that SQLite lacks or has for ASCII only: `lower`,
/// `upper` and LIKE (which is how ILIKE is written there) over all letters, `zeroblob` of at most a
/// MiB, the aggregates
/// `percentile_cont(value, fraction, descending)`, `percentile_disc`, `stddev_samp`, `stddev_pop`,
/// `var_samp` and `var_pop`. Pure functions; what they may hold is bounded.
void add_language(sqlite3* database);
/// The aggregates among them.
void add_aggregates(sqlite3* database);

}  // namespace parlance::connectors::sqlite
