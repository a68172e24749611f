#pragma once

#include "engine/qir.hpp"
#include "engine/schema_pack.hpp"
#include "engine/short_names.hpp"
#include "engine/values.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace parlance::engine {

/// What a column is for, as far as its name, type and values tell.
enum class Kind : std::uint8_t {
    key,      ///< identifies the row
    foreign,  ///< points at another row
    name,     ///< what people call the row
    text,
    category,  ///< few distinct texts
    number,    ///< can be summed and averaged
    year,      ///< a year as a number or text
    moment,    ///< a date or time
    flag,      ///< yes or no
    other,     ///< documents, bytes, arrays: never read by the engine
};

struct ColumnModel {
    TableId table = nothing;
    std::string name;
    Type type = Type::unknown;
    Kind kind = Kind::other;
    bool nullable = true;
    std::vector<std::string> words;   ///< the name as English words, abbreviations expanded
    std::string phrase;               ///< the words with blanks between
    std::vector<std::string> values;  ///< as `ColumnValues`, or the first of many: see `values_of`
    bool values_complete = false;
    bool values_indexed = false;  ///< the rest of them is in the value index
    std::string minimum;
    std::string maximum;

    [[nodiscard]] bool numeric() const { return kind == Kind::number || kind == Kind::year; }
};

struct TableModel {
    std::string schema;
    std::string name;
    std::vector<std::string> words;
    std::string phrase;
    std::vector<ColumnId> columns;
    std::vector<ColumnId> primary_key;
    std::vector<ColumnId> display;  ///< what to show of a row when nothing is asked for
    std::vector<ColumnId> listed;   ///< taught: what to show of rows that are listed
    ColumnId moment = nothing;      ///< the date of an event when none is named
    bool bridge = false;            ///< little more than two foreign keys
};

/// A way from a row to the row it points at: declared, or inferred from names and types.
struct Key {
    TableId from = nothing;
    TableId to = nothing;
    std::vector<std::pair<ColumnId, ColumnId>> columns;  ///< pointing, pointed at
    bool inferred = false;
    bool nullable = false;
    std::string role;  ///< the words of the pointing column without `id`, such as `manager`
};

/// A formula that the columns of this schema can fill in, such as revenue.
struct Metric {
    std::string name;
    Term formula;
    TableId table = nothing;
    bool aggregated = true;  ///< false: a value of each row, such as a margin
};

/// A condition that a tenant gave a name.
struct NamedFilter {
    std::string phrase;
    Pred condition;
    TableId table = nothing;
    std::vector<std::string> said;  ///< stems of the phrase, without the name of the table
    std::vector<std::string> noun;  ///< stems of that name when the phrase has it
};

enum class ElementKind : std::uint8_t { table, column, metric };

/// What a phrase may stand for.
struct Element {
    ElementKind kind = ElementKind::table;
    std::int32_t id = nothing;
    double weight = 0;  ///< 1: the phrase is the whole name
    bool operator==(const Element&) const = default;
};

class RecallIndex;
class WordIndex;

/// The digested schema.
class Model final : public SchemaPack {
public:
    Model(Schema schema, std::vector<ColumnValues> values, Knowledge knowledge);

    [[nodiscard]] const Schema& schema() const noexcept override { return schema_; }

    [[nodiscard]] const std::vector<TableModel>& tables() const { return tables_; }
    [[nodiscard]] const std::vector<ColumnModel>& columns() const { return columns_; }
    [[nodiscard]] const std::vector<Key>& keys() const { return keys_; }
    [[nodiscard]] const std::vector<Metric>& metrics() const { return metrics_; }
    [[nodiscard]] const std::vector<NamedFilter>& filters() const { return filters_; }
    /// Filters whose phrase begins with this stem.
    [[nodiscard]] const std::vector<std::size_t>& filters_at(const std::string& stem) const;
    [[nodiscard]] const std::vector<VerifiedQuestion>& verified() const { return verified_; }
    [[nodiscard]] const TableModel& table(TableId id) const { return tables_.at(index(id)); }
    [[nodiscard]] const ColumnModel& column(ColumnId id) const { return columns_.at(index(id)); }
    [[nodiscard]] const Key& key(std::int32_t id) const { return keys_.at(index(id)); }
    [[nodiscard]] const ValueIndex& values() const { return values_; }
    /// All that is known of a column's values.
    [[nodiscard]] std::vector<std::string> values_of(const ColumnModel& column) const;

    /// Keys at this table, both those that point away from it and those that point at it.
    [[nodiscard]] const std::vector<std::int32_t>& keys_at(TableId id) const {
        return keys_at_.at(index(id));
    }
    /// Keys between the same tables in the same direction, the given one among them.
    [[nodiscard]] std::vector<std::int32_t> parallels(std::int32_t id) const;
    /// The key is called as the table that it points at is: `user_id` to users.
    [[nodiscard]] bool plainly_named(const Key& key) const;
    [[nodiscard]] TableId table_named(std::string_view schema, std::string_view name) const;
    /// What the joined stems of a phrase may stand for, best first.
    [[nodiscard]] const std::vector<Element>& meanings(const std::string& key) const;
    /// Words of names that are one typing error away from `word`.
    [[nodiscard]] std::optional<std::string> corrected(const std::string& word) const;
    /// What a word is written by in the names of this schema: `prvdr` for provider.
    [[nodiscard]] std::optional<std::string> written_short(const std::string& word) const;
    [[nodiscard]] std::size_t longest_phrase() const { return longest_phrase_; }
    /// Questions that this source can answer; written when first asked for.
    [[nodiscard]] const std::vector<std::string>& suggested() const;
    /// What is verified, by what it asks; made when first asked for.
    [[nodiscard]] const RecallIndex& recall_index() const;
    /// Which names have a word; made when first asked for.
    [[nodiscard]] const WordIndex& word_index() const;
    /// Joins from one table to another along the cheapest way; large when there is none.
    [[nodiscard]] int distance(TableId from, TableId to) const;

private:
    static std::size_t index(std::int32_t id) { return static_cast<std::size_t>(id); }
    [[nodiscard]] std::vector<std::vector<std::string>> table_words() const;
    void add_tables();
    void translate_names();
    void drop_prefixes();
    void learn_short_names();
    void cut_names();
    void add_values(std::vector<ColumnValues> values);
    void add_phrases();
    void sort_phrases();
    // taught.cpp
    void learn(Knowledge knowledge);
    void learn(const Synonym& synonym);
    void learn(const TaughtMetric& metric);
    void learn(const TaughtFilter& filter);
    void learn(const DefaultColumns& columns);
    [[nodiscard]] ColumnId column_named(TableId table, std::string_view name) const;
    void add_phrase(const std::vector<std::string>& words, Element element);
    void add_table_phrases(TableId id);
    void add_column_phrases(ColumnId id, const std::set<std::string>& table_stems);
    void add_count_phrases(ColumnId id);
    void measure_distances();
    void learn_words();

    Schema schema_;
    std::vector<TableModel> tables_;
    std::vector<ColumnModel> columns_;
    std::vector<Key> keys_;
    std::vector<std::vector<std::int32_t>> keys_at_;
    std::vector<Metric> metrics_;
    std::vector<NamedFilter> filters_;
    std::unordered_map<std::string, std::vector<std::size_t>> filters_at_;
    std::vector<VerifiedQuestion> verified_;
    ValueIndex values_;
    std::unordered_map<std::string, std::vector<Element>> phrases_;
    std::unordered_map<std::string, std::string> deletions_;
    ShortNames short_names_;
    std::vector<std::vector<std::int8_t>> distances_;
    std::size_t longest_phrase_ = 1;
    mutable std::once_flag suggested_once_;
    mutable std::vector<std::string> suggested_;
    mutable std::once_flag recall_once_;
    mutable std::shared_ptr<const RecallIndex> recall_;
    mutable std::once_flag words_once_;
    mutable std::shared_ptr<const WordIndex> words_;
};

// The steps of digestion, each in a file of its own.
/// `CUST_NM` as `cust` and `nm`.
[[nodiscard]] std::vector<std::string> parts_of_name(std::string_view name);
/// The parts of a name with abbreviations written out: `customer name`.
[[nodiscard]] std::vector<std::string> words_of_name(std::string_view name);
/// As `words_of_name`, without what says only that it is a table: `tbl_`, `_master`, `_hdr`.
[[nodiscard]] std::vector<std::string> words_of_table(std::string_view name);
/// Whether a word of the name is in a list of the lexicon.
[[nodiscard]] bool says_one_of(const ColumnModel& column, const std::string& list);
void find_kinds(
    std::vector<TableModel>& tables,
    std::vector<ColumnModel>& columns,
    const std::vector<Key>& keys
);
[[nodiscard]] std::vector<Key> find_keys(
    const Schema& schema,
    const std::vector<TableModel>& tables,
    const std::vector<ColumnModel>& columns,
    const std::vector<TaughtKey>& taught
);
[[nodiscard]] std::vector<Metric> find_metrics(const Model& model);

}  // namespace parlance::engine
