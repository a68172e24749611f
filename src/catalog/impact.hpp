#pragma once

#include "base/principal.hpp"
#include "base/schema.hpp"
#include "base/task.hpp"
#include "catalog/drift.hpp"
#include "catalog/knowledge.hpp"
#include "catalog/policies.hpp"
#include "store/ledger.hpp"
#include "store/store.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What a change of a schema breaks: found by resolving what leans on the old one against the new.
namespace parlance::catalog {

enum class Dependent : std::uint8_t { verified, term, relation, policy, tile, saved_query };
BOOST_DESCRIBE_ENUM(Dependent, verified, term, relation, policy, tile, saved_query)

/// Something that held before and holds no longer.
struct Broken {
    Dependent kind = Dependent::verified;
    std::string id;                        ///< of a policy: a pointer into the document
    std::string name;                      ///< what people call it
    std::optional<std::string> parent_id;  ///< of a tile: its dashboard
    std::string code;                      ///< of the error that it meets now
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(Broken, (), (kind, id, name, parent_id, code, detail))

/// A SELECT that somebody keeps.
struct KeptQuery {
    Dependent kind = Dependent::tile;
    std::string id;
    std::string name;
    std::optional<std::string> parent_id;
    std::string sql;
};

/// All that leans on the schema of one source.
struct Leaning {
    SharedTaught taught;
    SharedPolicy policy;  ///< null when there is none
    std::vector<KeptQuery> queries;
};

/// How much of it is told of one change.
inline constexpr std::size_t broken_max = 500;

/// What `before` bore and `after` does not.
[[nodiscard]] std::vector<Broken>
broken_by(const Schema& before, const Schema& after, const Leaning& leaning);

/// The tiles and saved queries of a connection.
Task<std::vector<KeptQuery>>
kept_queries(store::Store& store, store::Ledger& ledger, Principal who, std::string connection_id);

}  // namespace parlance::catalog
