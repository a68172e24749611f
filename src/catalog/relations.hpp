#pragma once

#include "base/clock.hpp"
#include "catalog/view.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Which columns point at which: declared by the database, or inferred, with what speaks for it.
namespace parlance::catalog {

/// One end of a relation.
struct RelationEnd {
    std::string schema;
    std::string table;
    std::vector<std::string> columns;

    auto operator<=>(const RelationEnd&) const = default;
};
BOOST_DESCRIBE_STRUCT(RelationEnd, (), (schema, table, columns))

enum class RelationState : std::uint8_t {
    declared,  ///< a foreign key of the database
    inferred,  ///< found by Parlance; questions use it
    accepted,  ///< a person said so
    rejected,  ///< a person said that it is none; questions do without it
};
BOOST_DESCRIBE_ENUM(RelationState, declared, inferred, accepted, rejected)

enum class Clue : std::uint8_t { name, type, uniqueness, inclusion };
BOOST_DESCRIBE_ENUM(Clue, name, type, uniqueness, inclusion)

/// What speaks for a relation, or against it; never a value.
struct RelationClue {
    Clue clue = Clue::name;
    std::string says;
    double weight = 0;  ///< from -1, speaks against it, to 1
};
BOOST_DESCRIBE_STRUCT(RelationClue, (), (clue, says, weight))

struct Relation {
    std::string id;  ///< made from its names: the same for everybody, and each time
    RelationEnd from;
    RelationEnd to;
    RelationState state = RelationState::declared;
    double confidence = 1;
    std::vector<RelationClue> evidence;
    std::optional<std::string> decided_by;
    std::optional<Instant> decided_at;
};

/// How values of one column were found in another.
struct Inclusion {
    std::int64_t looked_at = 0;  ///< distinct values of the pointing column
    std::int64_t found = 0;
    std::int64_t doubles = 0;  ///< values that stand twice where each should stand once
};

[[nodiscard]] std::string relation_id(const RelationEnd& from, const RelationEnd& to);

/// The relations of what somebody sees: keys of the database and those that names and types give
/// away. Those of the database come first.
[[nodiscard]] std::vector<Relation> relations_of(const engine::SchemaPack& pack);

/// Adds what the values say, and says how sure that makes it.
void weigh(Relation& relation, const std::optional<Inclusion>& values);

}  // namespace parlance::catalog
