#include "engine/lexicon.hpp"
#include "engine/model.hpp"
#include "engine/nouns.hpp"
#include "engine/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

/// Foreign keys: those that the source declares, and those that names and types give away.
namespace parlance::engine {
namespace {

class KeyFinder {
public:
    KeyFinder(
        const Schema& schema,
        const std::vector<TableModel>& tables,
        const std::vector<ColumnModel>& columns
    )
        : schema_(schema), tables_(tables), columns_(columns) {}

    std::vector<Key> run(const std::vector<TaughtKey>& taught) {
        index_tables();
        for (std::size_t i = 0; i < tables_.size(); ++i)
            add_declared(static_cast<TableId>(i));
        for (const TaughtKey& key : taught)
            take(key);
        for (std::size_t i = 0; i < tables_.size(); ++i)
            add_inferred(static_cast<TableId>(i));
        return std::move(keys_);
    }

private:
    [[nodiscard]] const ColumnModel& column(ColumnId id) const {
        return columns_[static_cast<std::size_t>(id)];
    }

    void index_tables() {
        for (std::size_t i = 0; i < tables_.size(); ++i) {
            const auto id = static_cast<TableId>(i);
            by_name_[tables_[i].schema + '\n' + tables_[i].name] = id;
            by_words_[stems(tables_[i].words)].push_back(id);
            own_keys_.push_back(find_own_key(tables_[i]));
            if (own_keys_.back() != nothing)
                by_own_key_[column(own_keys_.back()).phrase].push_back(id);
            if (Lexicon::english().listed("staff", stem_word(tables_[i]))) staff_.push_back(id);
        }
    }

    static std::string stems(const std::vector<std::string>& words) {
        std::string text;
        for (const std::string& word : words)
            text += stem(word);
        return text;
    }

    [[nodiscard]] ColumnId find_column(TableId table, const std::string& name) const {
        for (const ColumnId id : tables_[static_cast<std::size_t>(table)].columns) {
            if (column(id).name == name) return id;
        }
        return nothing;
    }

    void add_declared(TableId from) {
        const Table& table = schema_.tables[static_cast<std::size_t>(from)];
        for (const ForeignKey& declared : table.foreign_keys) {
            const auto target =
                by_name_.find(declared.target_schema + '\n' + declared.target_table);
            if (target == by_name_.end()) continue;
            Key key{.from = from, .to = target->second};
            const std::size_t width =
                std::min(declared.columns.size(), declared.target_columns.size());
            for (std::size_t i = 0; i < width; ++i) {
                const ColumnId pointing = find_column(from, declared.columns[i]);
                const ColumnId pointed = find_column(key.to, declared.target_columns[i]);
                if (pointing != nothing && pointed != nothing)
                    key.columns.emplace_back(pointing, pointed);
            }
            if (!key.columns.empty() && key.columns.size() == declared.columns.size())
                add(std::move(key));
        }
    }

    /// What a person said of two columns comes before what their names say.
    void take(const TaughtKey& taught) {
        const auto from = by_name_.find(taught.schema + '\n' + taught.table);
        const auto to = by_name_.find(taught.target_schema + '\n' + taught.target_table);
        if (from == by_name_.end() || to == by_name_.end()) return;
        const ColumnId pointing = find_column(from->second, taught.column);
        const ColumnId pointed = find_column(to->second, taught.target_column);
        if (pointing == nothing || pointed == nothing) return;
        if (taught.holds) {
            add({.from = from->second, .to = to->second, .columns = {{pointing, pointed}}});
        } else {
            known_.insert({{pointing, pointed}});
        }
    }

    void add(Key key) {
        const ColumnModel& pointing = column(key.columns.front().first);
        if (!known_.insert(key.columns).second) return;
        for (const auto& [from, to] : key.columns)
            pointing_.insert(from);
        key.nullable = pointing.nullable;
        std::vector<std::string> words = pointing.words;
        if (words.size() > 1 && (words.back() == "id" || words.back() == "key" ||
                                 words.back() == "code" || words.back() == "number")) {
            words.pop_back();
        }
        key.role = joined(words, " ");
        keys_.push_back(std::move(key));
    }

    [[nodiscard]] bool points_already(ColumnId id) const { return pointing_.contains(id); }

    /// `customer_id`, `customerId`, `cust_no` point at the table `customers` (or `customer`,
    /// `cust`); so does a column that is named as another table's own key.
    void add_inferred(TableId from) {
        const TableModel& table = tables_[static_cast<std::size_t>(from)];
        for (const ColumnId id : table.columns) {
            const ColumnModel& pointing = column(id);
            if (points_already(id)) continue;
            if (table.primary_key.size() == 1 && table.primary_key.front() == id) continue;
            if (pointing.type != Type::integer && pointing.type != Type::text &&
                pointing.type != Type::uuid && pointing.type != Type::unknown) {
                continue;
            }
            const ColumnId pointed = target_of(from, pointing);
            if (pointed == nothing) continue;
            add(
                {.from = from,
                 .to = column(pointed).table,
                 .columns = {{id, pointed}},
                 .inferred = true}
            );
        }
    }

    [[nodiscard]] ColumnId target_of(TableId from, const ColumnModel& pointing) const {
        std::vector<std::string> words = pointing.words;
        const bool suffix = words.size() > 1 && (words.back() == "id" || words.back() == "number" ||
                                                 words.back() == "code" || words.back() == "key");
        if (suffix) {
            words.pop_back();
            while (!words.empty()) {
                const ColumnId found = key_of_table_named(from, pointing, words);
                if (found != nothing) return found;
                words.erase(words.begin());
            }
        }
        // `warehouse integer` in a table of parcels
        if (!suffix && pointing.type == Type::integer) {
            const ColumnId found = key_of_table_named(from, pointing, words);
            if (found != nothing) return found;
        }
        const bool keyish =
            suffix || pointing.name.ends_with("id") || pointing.name.ends_with("ID");
        const ColumnId named = keyish ? key_named(from, pointing) : nothing;
        return named != nothing ? named : key_of_role(from, pointing, suffix);
    }

    /// `manager_id` of employees, `parent_id` of categories, `assignee_id` of tickets.
    [[nodiscard]] ColumnId key_of_role(TableId from, const ColumnModel& pointing, bool suffix)
        const {
        const std::string& role = pointing.words.front();
        const bool keyish = suffix || pointing.type == Type::integer;
        if (!keyish || pointing.words.size() > 2) return nothing;
        const TableModel& own = tables_[static_cast<std::size_t>(from)];
        const ColumnId own_id = own_key(from);
        const bool staff = Lexicon::english().listed("staff", stem_word(own));
        const bool upper =
            Lexicon::english().listed("upper_roles", role) && (staff || role == "parent");
        if (upper && own_id != nothing && same_type(pointing, column(own_id))) return own_id;
        if (!Lexicon::english().listed("person_roles", role)) return nothing;
        ColumnId found = nothing;
        for (const TableId table : staff_) {
            const ColumnId key = own_key(table);
            if (key == nothing || !same_type(pointing, column(key))) continue;
            if (found != nothing) return nothing;
            found = key;
        }
        return found;
    }

    static std::string stem_word(const TableModel& table) {
        return table.words.empty() ? "" : singular(table.words.back());
    }

    [[nodiscard]] ColumnId key_of_table_named(
        TableId from,
        const ColumnModel& pointing,
        const std::vector<std::string>& words
    ) const {
        const auto named = by_words_.find(stems(words));
        if (named == by_words_.end()) return nothing;
        for (const TableId to : named->second) {
            const ColumnId key = own_key(to);
            const bool itself = to == from && (key == nothing || column(key).name == pointing.name);
            if (key == nothing || itself || !same_type(pointing, column(key))) continue;
            return key;
        }
        return nothing;
    }

    [[nodiscard]] ColumnId own_key(TableId table) const {
        return own_keys_[static_cast<std::size_t>(table)];
    }

    /// The primary key, or else a column `id` or `<table>_id`.
    [[nodiscard]] ColumnId find_own_key(const TableModel& table) const {
        if (table.primary_key.size() == 1) return table.primary_key.front();
        for (const ColumnId id : table.columns) {
            const std::string& phrase = column(id).phrase;
            const auto names_it = [&](std::string_view suffix) {
                return stem(phrase.substr(0, phrase.find(' '))) == stem(table.phrase) &&
                       phrase.ends_with(suffix);
            };
            if (phrase == "id" || phrase == "key" || phrase == "number" || names_it(" id") ||
                names_it(" number") || names_it(" key") || names_it(" code"))
                return id;
        }
        return nothing;
    }

    [[nodiscard]] ColumnId key_named(TableId from, const ColumnModel& pointing) const {
        if (pointing.phrase == "id") return nothing;
        const auto named = by_own_key_.find(pointing.phrase);
        if (named == by_own_key_.end()) return nothing;
        for (const TableId table : named->second) {
            const ColumnId key = own_key(table);
            if (table != from && same_type(pointing, column(key))) return key;
        }
        return nothing;
    }

    static bool same_type(const ColumnModel& left, const ColumnModel& right) {
        return left.type == right.type || left.type == Type::unknown || right.type == Type::unknown;
    }

    const Schema& schema_;
    const std::vector<TableModel>& tables_;
    const std::vector<ColumnModel>& columns_;
    std::map<std::string, TableId> by_name_;
    std::map<std::string, std::vector<TableId>> by_words_;
    std::vector<ColumnId> own_keys_;                          ///< by table
    std::map<std::string, std::vector<TableId>> by_own_key_;  ///< by the phrase of that key
    std::vector<TableId> staff_;                              ///< tables of people who do the work
    std::set<std::vector<std::pair<ColumnId, ColumnId>>> known_;
    std::set<ColumnId> pointing_;
    std::vector<Key> keys_;
};

}  // namespace

std::vector<Key> find_keys(
    const Schema& schema,
    const std::vector<TableModel>& tables,
    const std::vector<ColumnModel>& columns,
    const std::vector<TaughtKey>& taught
) {
    return KeyFinder(schema, tables, columns).run(taught);
}

}  // namespace parlance::engine
