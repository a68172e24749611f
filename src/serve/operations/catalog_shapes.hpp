#pragma once

#include "base/clock.hpp"
#include "base/shape.hpp"
#include "catalog/drift_record.hpp"
#include "catalog/profile.hpp"
#include "catalog/relations.hpp"
#include "catalog/search.hpp"
#include "catalog/watch.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the operations on what a source holds take and give.
namespace parlance::serve {

struct SearchRequest {
    std::string connection_id;
    std::optional<std::string> q;
    std::optional<catalog::Detail> detail;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(SearchRequest, (), (connection_id, q, detail, limit))
constexpr auto notes(const SearchRequest*) {
    return std::array{
        json::note("q", "Words; without any, the tables that most others hang together by.")
            .length(0, 400)
            .example(R"("customer address")"),
        json::note("detail", "How much is told of each table; `summary` unless told."),
        json::note("limit", "Tables at the most; 10 unless told.").between(1, 100),
    };
}

struct SearchShape : catalog::SearchFound {
    std::string connection_id;
};
BOOST_DESCRIBE_STRUCT(SearchShape, (catalog::SearchFound), (connection_id))
constexpr auto notes(const SearchShape*) {
    return std::array{
        json::note("", "Tables of a source that words speak of."),
        json::note("tables", "Best first; the best one has the score 1."),
        json::note("matched", "How many there were, beyond those that are told."),
    };
}

struct TableRequest {
    std::string connection_id;
    std::string table;
    std::optional<std::string> schema;
};
BOOST_DESCRIBE_STRUCT(TableRequest, (), (connection_id, table, schema))
constexpr auto notes(const TableRequest*) {
    return std::array{
        json::note("table", "The table's name.").length(1, 512).example(R"("orders")"),
        json::note("schema", "Its schema; the default one unless told.").length(1, 512),
    };
}

struct TableShape : catalog::AtlasTable {
    std::string connection_id;
};
BOOST_DESCRIBE_STRUCT(TableShape, (catalog::AtlasTable), (connection_id))
constexpr auto notes(const TableShape*) {
    return std::array{
        json::note("", "A table: its columns, what it is for, and who says so."),
    };
}

struct ProfileShape : catalog::TableProfile {
    std::string connection_id;
    Instant computed_at;
};
BOOST_DESCRIBE_STRUCT(ProfileShape, (catalog::TableProfile), (connection_id, computed_at))
constexpr auto notes(const ProfileShape*) {
    return std::array{
        json::note("", "How the values of a table are spread."),
        json::note("rows", "How many rows there are, or the database's estimate."),
        json::note("rows_looked_at", "The figures of the columns are of these rows."),
        json::note("sampled", "There are more rows than were looked at."),
        json::note("withheld", "Why nothing is told of the table."),
    };
}

struct RelationsRequest {
    std::string connection_id;
    std::optional<std::string> table;
    std::optional<catalog::RelationState> state;
    std::optional<std::int64_t> limit;
    std::optional<std::int64_t> offset;
};
BOOST_DESCRIBE_STRUCT(RelationsRequest, (), (connection_id, table, state, limit, offset))
constexpr auto notes(const RelationsRequest*) {
    return std::array{
        json::note("table", "Only relations of tables of this name.").length(1, 512),
        json::note("state", "Only relations in this state."),
        json::note("limit", "Relations at the most; 200 unless told.").between(1, 1'000),
        json::note("offset", "How many to pass over.").between(0, 10'000'000),
    };
}

struct RelationShape {
    std::string id;
    catalog::RelationEnd from;
    catalog::RelationEnd to;
    catalog::RelationState state = catalog::RelationState::declared;
    double confidence = 1;
    std::vector<catalog::RelationClue> evidence;
    std::optional<std::string> decided_by;
    std::optional<Instant> decided_at;
};
BOOST_DESCRIBE_STRUCT(
    RelationShape,
    (),
    (id, from, to, state, confidence, evidence, decided_by, decided_at)
)
constexpr auto notes(const RelationShape*) {
    return std::array{
        json::note("", "Columns that point at others."),
        json::note("id", "Made from the names of the columns; stays the same."),
        json::note("confidence", "How sure it is, 0 to 1; of declared and accepted ones 1."),
        json::note("evidence", "What speaks for it or against it."),
    };
}

struct RelationsShape {
    std::string connection_id;
    std::vector<RelationShape> relations;
    std::int64_t in_all = 0;
};
BOOST_DESCRIBE_STRUCT(RelationsShape, (), (connection_id, relations, in_all))

enum class RelationChoice : std::uint8_t { accepted, rejected, undecided };
BOOST_DESCRIBE_ENUM(RelationChoice, accepted, rejected, undecided)

struct DecideRequest {
    std::string connection_id;
    std::string relation_id;
    RelationChoice state = RelationChoice::accepted;
};
BOOST_DESCRIBE_STRUCT(DecideRequest, (), (connection_id, relation_id, state))
constexpr auto notes(const DecideRequest*) {
    return std::array{
        json::note("relation_id", "As `list_relations` gives it.").length(1, 64),
        json::note(
            "state",
            "`accepted`: questions join by it; `rejected`: they do not; `undecided`: takes back "
            "what was said."
        ),
    };
}

struct ColumnPlace {
    std::string table;
    std::optional<std::string> schema;
    std::string column;
};
BOOST_DESCRIBE_STRUCT(ColumnPlace, (), (table, schema, column))
constexpr auto notes(const ColumnPlace*) {
    return std::array{
        json::note("", "One column."),
        json::note("table", "The table's name.").length(1, 512),
        json::note("schema", "Its schema; the default one unless told.").length(1, 512),
        json::note("column", "The column's name.").length(1, 512),
    };
}

struct NewRelation {
    std::string connection_id;
    ColumnPlace from;
    ColumnPlace to;
};
BOOST_DESCRIBE_STRUCT(NewRelation, (), (connection_id, from, to))
constexpr auto notes(const NewRelation*) {
    return std::array{
        json::note("from", "The column that points."),
        json::note("to", "The column that it points at."),
    };
}

struct DescriptionRequest {
    std::string connection_id;
    std::string table;
    std::optional<std::string> schema;
    std::optional<std::string> column;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(DescriptionRequest, (), (connection_id, table, schema, column, text))
constexpr auto notes(const DescriptionRequest*) {
    return std::array{
        json::note("table", "The table's name.").length(1, 512),
        json::note("schema", "Its schema; the default one unless told.").length(1, 512),
        json::note("column", "The column that is described; the table itself unless told.")
            .length(1, 512),
        json::note("text", "For everybody who sees the table; empty takes back what was written.")
            .length(0, 4'000),
    };
}

struct DriftRequest {
    std::string connection_id;
    std::optional<int> limit;
    std::optional<std::string> before;
};
BOOST_DESCRIBE_STRUCT(DriftRequest, (), (connection_id, limit, before))
constexpr auto notes(const DriftRequest*) {
    return std::array{
        json::note("limit", "Records of one page; 50 unless told.").between(1, 200),
        json::note("before", "The `next` of the page in front.").length(1, 200),
    };
}

struct DriftShape : catalog::DriftRecord {
    std::string id;
    Instant created_at;
    std::optional<std::string> acknowledged_by;
    std::optional<Instant> acknowledged_at;
};
BOOST_DESCRIBE_STRUCT(
    DriftShape,
    (catalog::DriftRecord),
    (id, created_at, acknowledged_by, acknowledged_at)
)
constexpr auto notes(const DriftShape*) {
    return std::array{
        json::note("", "What one look at the schema found to have changed."),
        json::note("changes", "The first of them; `changes_in_all` says how many there were."),
        json::note(
            "acknowledged_by", "Who took note of it; none: nobody yet, or somebody who left."
        ),
        json::note("acknowledged_at", "When somebody did; none: nobody has yet."),
        json::note("broken", "What held under the old schema and holds no longer."),
    };
}

struct DriftChange {
    std::string connection_id;
    std::string drift_id;
    bool acknowledged = true;
};
BOOST_DESCRIBE_STRUCT(DriftChange, (), (connection_id, drift_id, acknowledged))
constexpr auto notes(const DriftChange*) {
    return std::array{
        json::note("acknowledged", "Whether it has been taken note of; false takes that back.")
    };
}

struct DriftsNoted {
    std::string connection_id;
    std::string up_to;
};
BOOST_DESCRIBE_STRUCT(DriftsNoted, (), (connection_id, up_to))
constexpr auto notes(const DriftsNoted*) {
    return std::array{
        json::note("up_to", "The newest record that was seen: it and all before it.").length(1, 64)
    };
}

struct DriftsAcknowledged {
    std::int64_t acknowledged = 0;
};
BOOST_DESCRIBE_STRUCT(DriftsAcknowledged, (), (acknowledged))
constexpr auto notes(const DriftsAcknowledged*) {
    return std::array{json::note("acknowledged", "How many nobody had taken note of before.")};
}

struct DriftPage {
    std::vector<DriftShape> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(DriftPage, (), (items, next))

struct SourceSettingsChange {
    std::string connection_id;
    std::optional<std::int64_t> watch_minutes;
    std::optional<bool> profile;
    std::optional<bool> profile_sensitive;
    std::optional<std::vector<std::string>> include;
    std::optional<std::vector<std::string>> exclude;
};
BOOST_DESCRIBE_STRUCT(
    SourceSettingsChange,
    (),
    (connection_id, watch_minutes, profile, profile_sensitive, include, exclude)
)
constexpr auto notes(const SourceSettingsChange*) {
    return std::array{
        json::note("watch_minutes", "Minutes between looks at the schema; 0 looks only when asked.")
            .between(0, 10'080),
        json::note("profile", "Whether values are counted at all."),
        json::note("profile_sensitive", "Whether also those that seem sensitive are counted."),
        json::note(
            "include",
            "Patterns of the tables that are taken, such as `sales.*`; an empty list takes all. "
            "`*` stands for any letters, `?` for one; without a dot any schema is meant."
        )
            .items(0, 500),
        json::note("exclude", "Patterns of the tables that are not taken after all.").items(0, 500),
    };
}

struct SourceTable {
    std::string schema;
    std::string name;
    TableKind kind = TableKind::table;
    bool taken = true;
};
BOOST_DESCRIBE_STRUCT(SourceTable, (), (schema, name, kind, taken))
constexpr auto notes(const SourceTable*) {
    return std::array{
        json::note("", "A table of a source, whether it is taken or not."),
        json::note("taken", "Whether people can ask of it, as far as their policy lets them."),
    };
}

struct SourceTables {
    std::string connection_id;
    std::vector<SourceTable> tables;
};
BOOST_DESCRIBE_STRUCT(SourceTables, (), (connection_id, tables))

struct SourceSettingsShape : catalog::SourceSettings {
    std::string connection_id;
};
BOOST_DESCRIBE_STRUCT(SourceSettingsShape, (catalog::SourceSettings), (connection_id))
constexpr auto notes(const SourceSettingsShape*) {
    return std::array{
        json::note("", "How Parlance looks at a source by itself."),
    };
}

}  // namespace parlance::serve
