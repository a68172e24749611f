#pragma once

#include "base/schema.hpp"
#include "base/types.hpp"
#include "catalog/relations.hpp"
#include "catalog/senses.hpp"
#include "catalog/view.hpp"

#include <boost/describe.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Finding one's way in a source: what there is, what it is for, and where a word stands. One
/// `Atlas` serves every door: the API, the MCP tools, the pages.
namespace parlance::catalog {

/// How much is told of each table.
enum class Detail : std::uint8_t {
    names,    ///< its name and the names of the columns that were meant
    summary,  ///< what it is for, and the columns that matter
    full,     ///< every column with its type, keys and relations
};
BOOST_DESCRIBE_ENUM(Detail, names, summary, full)

/// Who says it.
enum class Origin : std::uint8_t {
    database,  ///< a comment in the database
    person,    ///< somebody of the tenant
    rules,     ///< Parlance, from names, types and keys
};
BOOST_DESCRIBE_ENUM(Origin, database, person, rules)

struct Description {
    std::string text;
    Origin origin = Origin::rules;
    std::optional<std::string> author;  ///< of a person
};
BOOST_DESCRIBE_STRUCT(Description, (), (text, origin, author))

struct AtlasColumn {
    std::string name;
    Type type = Type::unknown;
    std::optional<std::string> native_type;  ///< full
    std::optional<bool> nullable;            ///< full
    std::optional<Meaning> meaning;          ///< summary and full
    std::optional<std::string> reason;       ///< full: of the meaning
    std::optional<Description> description;  ///< summary, unless only rules say it, and full
    std::optional<std::string> points_at;    ///< summary and full: such as `customers.id`
    std::optional<bool> masked;              ///< true: it shows something else than its values
};
BOOST_DESCRIBE_STRUCT(
    AtlasColumn,
    (),
    (name, type, native_type, nullable, meaning, reason, description, points_at, masked)
)

struct AtlasTable {
    std::string schema;
    std::string name;
    std::optional<TableKind> kind;      ///< summary and full
    std::optional<double> score;        ///< of a search; the best has 1
    std::vector<std::string> because;   ///< words of the search that it was found by
    std::optional<TableRole> role;      ///< summary and full
    std::optional<std::string> reason;  ///< full: of the role
    std::optional<Description> description;
    std::optional<std::vector<std::string>> primary_key;  ///< full
    std::optional<std::int64_t> columns_in_all;           ///< when not all of them are listed
    std::vector<AtlasColumn> columns;
};
BOOST_DESCRIBE_STRUCT(
    AtlasTable,
    (),
    (schema,
     name,
     kind,
     score,
     because,
     role,
     reason,
     description,
     primary_key,
     columns_in_all,
     columns)
)

struct SearchOrder {
    std::string words;  ///< empty: the tables that matter most
    Detail detail = Detail::summary;
    std::size_t tables_max = 10;
};

struct SearchFound {
    std::vector<AtlasTable> tables;  ///< best first
    std::int64_t matched = 0;        ///< how many there were, beyond those that are told
};
BOOST_DESCRIBE_STRUCT(SearchFound, (), (tables, matched))

/// What people wrote about tables (with an empty column) and columns.
struct WrittenDescription {
    std::string schema;
    std::string table;
    std::string column;
    std::string text;
    std::string author = {};
};
BOOST_DESCRIBE_STRUCT(WrittenDescription, (), (schema, table, column, text))

class SearchIndex;

/// All that can be told of a source to those who see it through one view. Immutable; costs about a
/// microsecond per column to make, so make it once per pack and keep it (`Catalog::atlas` does).
class Atlas {
public:
    /// Descriptions of what is not in the view are left out.
    explicit Atlas(const View& view, std::vector<WrittenDescription> written = {});
    Atlas(const Atlas&) = delete;
    Atlas& operator=(const Atlas&) = delete;
    ~Atlas();

    /// The tables that the words are about, best first. Searches names, comments, descriptions and
    /// words that were taught; finds beginnings of words, other forms and typing errors.
    [[nodiscard]] SearchFound search(const SearchOrder& order) const;
    /// One table; none when the one who asks sees no such table. An empty schema is the default
    /// one.
    [[nodiscard]] std::optional<AtlasTable>
    describe(std::string_view schema, std::string_view table, Detail detail) const;
    /// Declared and inferred relations between what is seen.
    [[nodiscard]] const std::vector<Relation>& relations() const { return relations_; }

    [[nodiscard]] const Schema& schema() const { return pack_->schema(); }
    [[nodiscard]] const std::shared_ptr<const engine::SchemaPack>& pack() const { return pack_; }
    [[nodiscard]] const TableSense& sense(std::size_t table) const { return senses_.at(table); }

private:
    [[nodiscard]] SearchFound most_joined(const SearchOrder& order) const;
    [[nodiscard]] AtlasTable
    told(std::size_t table, Detail detail, const std::vector<std::size_t>& meant) const;
    [[nodiscard]] AtlasColumn told_column(std::size_t table, std::size_t column, Detail detail)
        const;
    [[nodiscard]] Description description_of(std::size_t table) const;
    [[nodiscard]] Description description_of(std::size_t table, std::size_t column) const;
    [[nodiscard]] std::vector<std::size_t>
    that_matter(std::size_t table, const std::vector<std::size_t>& meant) const;
    void write_down(std::vector<WrittenDescription> written);

    std::shared_ptr<const engine::SchemaPack> pack_;
    guard::Policy policy_;
    std::vector<TableSense> senses_;
    std::vector<Relation> relations_;
    std::map<std::pair<std::string, std::string>, std::size_t> by_name_;
    std::map<std::pair<std::size_t, std::string>, std::string> points_at_;
    std::map<std::pair<std::size_t, std::string>, Description> written_;
    std::unique_ptr<const SearchIndex> index_;
};

}  // namespace parlance::catalog
