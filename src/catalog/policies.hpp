#pragma once

#include "base/clock.hpp"
#include "base/principal.hpp"
#include "base/task.hpp"
#include "catalog/sensitive.hpp"
#include "connectors/source.hpp"
#include "guard/policy_document.hpp"
#include "store/ledger.hpp"
#include "store/policies.hpp"
#include "store/store.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

/// Policies between their stored form and the guard.
namespace parlance::catalog {

/// A policy in force.
struct PolicyInForce {
    std::int64_t version = 0;
    bool reviewed = false;
    guard::PolicyDocument document;
};
using SharedPolicy = std::shared_ptr<const PolicyInForce>;

/// Reads a policy as somebody wrote it; one that does not say who is unrestricted leaves owners and
/// administrators so. Throws `Error` (invalid) with all that is wrong.
[[nodiscard]] guard::PolicyDocument read_written(const boost::json::value& value);

/// The document as JSON, without what only repeats a default.
[[nodiscard]] boost::json::object json_of(const guard::PolicyDocument& document);

/// The policy that holds; null while there is none.
Task<SharedPolicy> stored_policy(store::Store& store, Principal who, std::string connection_id);

/// How much of a source is read to find out what is sensitive.
struct SampleLimits {
    std::int64_t rows_per_table = 100;
    std::int64_t value_bytes = 512;
    std::int64_t time_ms = 4'000;
    std::size_t tables = 2'000;
};

/// Reads some rows of each table as Parlance itself, for `find_sensitive` alone. Tables that fail
/// are left out.
Task<Samples> sample_values(
    connectors::Source& source,
    std::shared_ptr<const Schema> schema,
    SampleLimits limits,
    std::stop_token stop
);

/// Keeps a suggestion as the version after `based_on` and returns it; when another version came
/// in between, that one.
Task<SharedPolicy> keep_suggestion(
    store::Store& store,
    store::Ledger& ledger,
    Principal who,
    std::string connection_id,
    std::int64_t based_on,
    guard::PolicyDocument document
);

}  // namespace parlance::catalog
