#pragma once

#include "base/principal.hpp"
#include "base/task.hpp"
#include "store/history.hpp"
#include "store/store.hpp"

#include <exception>
#include <string>
#include <vector>

namespace parlance::ask {

/// One query of a person, from its begin to its end: what history shows and audit proves. `outcome`
/// is `failed` until something better is known.
struct Record : store::HistoryEntry {
    std::vector<std::string> tables;  ///< that it read, as `schema.table`
};

/// Writes what happened: the audit record is on disk when this returns, the history follows within
/// a second.
Task<void> write_down(store::Store& store, Principal who, Record record);

/// Notes the end that `failed` was: cancelled, or failed with a code.
void note_failure(Record& record, const std::exception_ptr& failed);

}  // namespace parlance::ask
