#pragma once

#include "base/principal.hpp"
#include "base/task.hpp"
#include "guard/approved_query.hpp"
#include "store/audit.hpp"
#include "store/history.hpp"
#include "store/store.hpp"

#include <exception>
#include <string>
#include <vector>

namespace parlance::ask {

/// One query of a person, from its begin to its end: what history shows and audit proves. `outcome`
/// is `failed` until something better is known.
struct Record : store::HistoryEntry {
    std::vector<std::string> tables;          ///< that it read, as `schema.table`
    std::vector<std::string> masked_columns;  ///< that its result is made from
    std::vector<store::AppliedPolicy> policies;
    std::optional<std::int64_t> cache_age_ms;  ///< its rows were remembered ones, so old
    std::string transcript;  ///< JSON of what was said to models; empty: nothing was
    std::string audited_as;  ///< what the audit calls it, when that is not its kind
    bool in_history = true;  ///< false: a page asked, not a person, and only the audit is for it
};

/// The tables that a query reads, as `schema.table`.
[[nodiscard]] std::vector<std::string> tables_of(const guard::ApprovedQuery& query);
/// The columns that are masked for the asker and that the result is made from.
[[nodiscard]] std::vector<std::string> masked_columns_of(const guard::ApprovedQuery& query);
/// What decided what the asker sees: the rules that are about the person.
[[nodiscard]] std::vector<store::AppliedPolicy> policies_of(const guard::ApprovedQuery& query);

/// Notes what the guard made of the query: what runs, what it reads, and under which policy.
void note_approved(Record& record, const guard::ApprovedQuery& query);

/// Writes what happened: the audit record is on disk when this returns, the history follows within
/// a second, if it is to have it.
Task<void> write_down(store::Store& store, store::Ledger& ledger, Principal who, Record record);

/// Notes the end that `failed` was: cancelled, or failed with a code.
void note_failure(Record& record, const std::exception_ptr& failed);

}  // namespace parlance::ask
