#include "engine/model.hpp"

#include "base/utf8.hpp"
#include "engine/lexicon.hpp"
#include "engine/name_parts.hpp"
#include "engine/nouns.hpp"
#include "engine/order.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <queue>
#include <set>

namespace parlance::engine {
namespace {

std::string stems_of(const std::vector<std::string>& words) {
    std::string key;
    for (const std::string& word : words)
        key += stem(word);
    return key;
}

std::vector<std::string>
without(std::vector<std::string> words, const std::vector<std::string>& drop) {
    std::erase_if(words, [&](const std::string& word) {
        return std::ranges::any_of(drop, [&](const std::string& other) {
            return stem(other) == stem(word);
        });
    });
    return words;
}

bool holds_people(const TableModel& table) {
    return !table.words.empty() &&
           Lexicon::english().listed("people", singular(table.words.back()));
}

/// What has no name, or one that is no text, cannot stand in a statement: the engine leaves it
/// alone.
void leave_out_unspeakable(Schema& schema) {
    const auto unspeakable = [](const auto& each) {
        return each.name.empty() || !is_utf8(each.name) || each.name.contains('\0');
    };
    std::erase_if(schema.tables, unspeakable);
    for (Table& table : schema.tables)
        std::erase_if(table.columns, unspeakable);
}

/// So many values stay with their column; the index knows the rest of them.
constexpr std::size_t values_kept_max = 64;

}  // namespace

std::shared_ptr<const SchemaPack>
SchemaPack::build(Schema schema, std::vector<ColumnValues> values, Knowledge knowledge) {
    return std::make_shared<Model>(std::move(schema), std::move(values), std::move(knowledge));
}

Model::Model(Schema schema, std::vector<ColumnValues> values, Knowledge knowledge)
    : schema_(std::move(schema)) {
    leave_out_unspeakable(schema_);
    add_tables();
    add_values(std::move(values));
    keys_ = find_keys(schema_, tables_, columns_, knowledge.keys);
    drop_prefixes();
    find_kinds(tables_, columns_, keys_);
    keys_at_.resize(tables_.size());
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        keys_at_[index(keys_[i].from)].push_back(static_cast<std::int32_t>(i));
        if (keys_[i].to != keys_[i].from)
            keys_at_[index(keys_[i].to)].push_back(static_cast<std::int32_t>(i));
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        ColumnModel& column = columns_[i];
        const bool words = column.kind == Kind::name || column.kind == Kind::text ||
                           column.kind == Kind::category || column.kind == Kind::key ||
                           column.kind == Kind::foreign;
        if (!words || column.type == Type::integer) continue;
        for (const std::string& value : column.values)
            values_.add(static_cast<ColumnId>(i), value);
        if (column.values.size() <= values_kept_max) continue;
        column.values_indexed = true;
        column.values.resize(values_kept_max);
        column.values.shrink_to_fit();
    }
    values_.finish();
    metrics_ = find_metrics(*this);
    add_phrases();
    learn(std::move(knowledge));
    values_.finish();
    sort_phrases();
    learn_words();
    learn_short_names();
    measure_distances();
}

/// Two tables such as `orders` and `order_header` keep the words that tell them apart.
std::vector<std::vector<std::string>> Model::table_words() const {
    std::map<std::string, std::set<std::string_view>> names;
    std::vector<std::vector<std::string>> all;
    for (const Table& table : schema_.tables) {
        all.push_back(words_of_table(table.name));
        names[stems_of(all.back())].insert(table.name);
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (names.at(stems_of(all[i])).size() > 1) all[i] = words_of_name(schema_.tables[i].name);
    }
    return all;
}

void Model::add_tables() {
    std::vector<std::vector<std::string>> words = table_words();
    for (const Table& source : schema_.tables) {
        const auto id = static_cast<TableId>(tables_.size());
        TableModel table{
            .schema = source.schema, .name = source.name, .words = std::move(words[index(id)])
        };
        table.phrase = joined(table.words, " ");
        for (const Column& column : source.columns) {
            const auto column_id = static_cast<ColumnId>(columns_.size());
            table.columns.push_back(column_id);
            if (std::ranges::find(source.primary_key, column.name) != source.primary_key.end()) {
                table.primary_key.push_back(column_id);
            }
            columns_.push_back(
                {.table = id,
                 .name = column.name,
                 .type = column.type,
                 .nullable = column.nullable,
                 .words = words_of_name(column.name)}
            );
            columns_.back().phrase = joined(columns_.back().words, " ");
        }
        tables_.push_back(std::move(table));
    }
    translate_names();
    cut_names();
}

void Model::cut_names() {
    NameParts parts;
    for (const TableModel& table : tables_)
        parts.learn(table.words);
    for (const ColumnModel& column : columns_)
        if (column.words.size() > 1) parts.learn(column.words);
    for (TableModel& table : tables_) {
        table.words = parts.cut(table.words, {});
        table.phrase = joined(table.words, " ");
    }
    for (ColumnModel& column : columns_) {
        column.words = parts.cut(column.words, tables_[index(column.table)].words);
        column.phrase = joined(column.words, " ");
    }
}

void Model::add_values(std::vector<ColumnValues> values) {
    std::map<std::string, ColumnId> by_name;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const TableModel& table = tables_[index(columns_[i].table)];
        by_name[table.schema + '\n' + table.name + '\n' + columns_[i].name] =
            static_cast<ColumnId>(i);
    }
    for (ColumnValues& known : values) {
        const auto at = by_name.find(known.schema + '\n' + known.table + '\n' + known.column);
        if (at == by_name.end()) continue;
        ColumnModel& column = columns_[index(at->second)];
        column.values = std::move(known.values);
        column.values_complete = known.complete;
        column.minimum = std::move(known.minimum);
        column.maximum = std::move(known.maximum);
    }
}

std::vector<std::string> Model::values_of(const ColumnModel& column) const {
    if (!column.values_indexed) return column.values;
    return values_.of(static_cast<ColumnId>(&column - columns_.data()));
}

void Model::add_phrase(const std::vector<std::string>& words, Element element) {
    if (words.empty() || words.size() > 6) return;
    auto& list = phrases_[stems_of(words)];
    longest_phrase_ = std::max(longest_phrase_, words.size() + 1);
    for (Element& known : list) {
        if (known.kind != element.kind || known.id != element.id) continue;
        known.weight = std::max(known.weight, element.weight);
        return;
    }
    list.push_back(element);
}

void Model::add_table_phrases(TableId id) {
    const TableModel& table = tables_[index(id)];
    const std::size_t size = table.words.size();
    add_phrase(table.words, {ElementKind::table, id, 1.0});
    if (size < 2) return;
    add_phrase({table.words.back()}, {ElementKind::table, id, table.bridge ? 0.45 : 0.55});
    add_phrase({table.words.front()}, {ElementKind::table, id, 0.35});
    if (size > 2)
        add_phrase({table.words.end() - 2, table.words.end()}, {ElementKind::table, id, 0.6});
}

void Model::add_column_phrases(ColumnId id, const std::set<std::string>& table_stems) {
    const ColumnModel& column = columns_[index(id)];
    const TableModel& table = tables_[index(column.table)];
    if (column.kind == Kind::other) return;
    const auto& words = column.words;
    const auto as = [&](double weight) { return Element{ElementKind::column, id, weight}; };
    // A column that is called like its own table, or like the one it points at, comes second.
    const bool like_table = stems_of(words) == stems_of(table.words);
    const bool like_target = column.kind == Kind::foreign && table_stems.contains(stems_of(words));
    add_phrase(words, as(like_target ? 0.5 : like_table ? 0.8 : 1.0));
    const std::vector<std::string> own = without(words, table.words);
    if (!own.empty() && own.size() < words.size()) add_phrase(own, as(0.95));
    std::vector<std::string> full = table.words;
    full.insert(full.end(), words.begin(), words.end());
    if (own.size() == words.size()) add_phrase(full, as(1.1));
    std::vector<std::string> core = words;
    std::erase_if(core, [](const std::string& word) {
        return word == "id" || word == "code" || word == "name" || word == "number" || word == "of";
    });
    const bool pointing = column.kind == Kind::foreign || column.kind == Kind::key;
    const bool moment = column.kind == Kind::moment;
    if (moment) {
        // `shipped` for shipped_date, `paid` for paid_at
        std::erase_if(core, [](const std::string& word) {
            return word == "date" || word == "at" || word == "on" || word == "time";
        });
    }
    // A role that no table is called by, such as the manager in manager_id.
    const bool role = column.kind == Kind::foreign && !phrases_.contains(stems_of(core));
    if (!core.empty() && core.size() < words.size())
        add_phrase(core, as(role ? 0.85 : pointing ? 0.3 : 0.7));
    const bool numbers_rows = words.back() == "number" && (pointing || own.size() < words.size());
    if (words.size() == 2 && !numbers_rows) {
        add_phrase({words[1], "of", words[0]}, as(0.95));
        add_phrase({words[0], "of", words[1]}, as(0.95));
        if (column.numeric()) add_phrase({words[1], words[0]}, as(0.85));  // `scrapped units`
    }
    add_count_phrases(id);
    if (words.size() < 2) return;
    const double part = pointing ? 0.15 : 0.5;
    add_phrase({words.back()}, as(words.back() == "id" && !pointing ? 0.2 : part + 0.1));
    if (words.size() > 2) add_phrase({words.end() - 2, words.end()}, as(0.65));
    if (words.size() > 2) add_phrase({words.begin(), words.begin() + 2}, as(0.6));
    for (const std::string& word : words) {
        if (word != "id" && word != "of" && word != "name") add_phrase({word}, as(part));
    }
}

/// `number of rooms` for room_count, num_rooms, rooms_number.
void Model::add_count_phrases(ColumnId id) {
    const ColumnModel& column = columns_[index(id)];
    if (column.kind != Kind::number || column.words.size() < 2) return;
    const auto counts = [](const std::string& word) {
        return word == "count" || word == "number" || word == "num" || word == "quantity";
    };
    std::vector<std::string> counted = column.words;
    if (std::erase_if(counted, counts) == 0) return;
    std::erase(counted, "of");
    if (counted.empty()) return;
    counted.insert(counted.begin(), {"number", "of"});
    add_phrase(counted, {ElementKind::column, id, 1.0});
}

void Model::add_phrases() {
    for (std::size_t i = 0; i < tables_.size(); ++i)
        add_table_phrases(static_cast<TableId>(i));
    std::set<std::string> table_stems;
    for (const TableModel& table : tables_)
        table_stems.insert(stems_of(table.words));
    for (std::size_t i = 0; i < columns_.size(); ++i)
        add_column_phrases(static_cast<ColumnId>(i), table_stems);
    for (std::size_t i = 0; i < metrics_.size(); ++i) {
        for (const MetricRule& rule : Lexicon::english().metrics()) {
            if (rule.name != metrics_[i].name) continue;
            for (const std::string& phrase : rule.phrases) {
                std::vector<std::string> words;
                for (const std::string_view word : split(phrase, ' '))
                    words.emplace_back(word);
                add_phrase(words, {ElementKind::metric, static_cast<std::int32_t>(i), 0.9});
            }
        }
    }
    for (std::size_t i = 0; i < tables_.size(); ++i) {
        if (holds_people(tables_[i]))
            add_phrase({"people"}, {ElementKind::table, static_cast<TableId>(i), 0.5});
    }
    for (const Key& key : keys_) {
        // Those below a manager, where the table keeps who that is.
        if (key.from != key.to || key.role == "parent") continue;
        for (const std::vector<std::string>& below :
             {std::vector<std::string>{"direct", "report"}, {"subordinate"}, {"team", "member"}})
            add_phrase(below, {ElementKind::table, key.from, 0.9});
    }
}

void Model::sort_phrases() {
    for (auto& [key, list] : phrases_) {
        sort_stably(list, [](const Element& left, const Element& right) {
            return left.weight > right.weight;
        });
        if (list.size() > 32) list.resize(32);
    }
}

void Model::learn_words() {
    const auto learn = [&](const std::vector<std::string>& words) {
        for (const std::string& word : words) {
            if (word.size() < 4) continue;
            for (const std::string& shorter : deletions(word))
                deletions_.emplace(shorter, word);
            for (const std::string& plural : {word + "s"}) {
                for (const std::string& shorter : deletions(plural))
                    deletions_.emplace(shorter, word);
            }
        }
    };
    for (const TableModel& table : tables_)
        learn(table.words);
    for (const ColumnModel& column : columns_)
        learn(column.words);
}

const std::vector<Element>& Model::meanings(const std::string& key) const {
    static const std::vector<Element> none;
    const auto found = phrases_.find(key);
    return found == phrases_.end() ? none : found->second;
}

std::optional<std::string> Model::corrected(const std::string& word) const {
    if (word.size() < 4) return std::nullopt;
    for (const std::string& shorter : deletions(word)) {
        const auto found = deletions_.find(shorter);
        if (found == deletions_.end()) continue;
        constexpr std::size_t long_enough = 6;  // shorter ones are too near to other words
        if (word.size() < long_enough && word.front() != found->second.front()) continue;
        if (one_error_apart(word, found->second) || one_error_apart(word, found->second + "s"))
            return found->second;
    }
    return std::nullopt;
}

void Model::measure_distances() {
    constexpr std::int8_t far = 9;
    const std::size_t size = tables_.size();
    if (size > 1200) return;  // too many pairs; distance() then only tells itself from others
    distances_.assign(size, std::vector<std::int8_t>(size, far));
    for (std::size_t start = 0; start < size; ++start) {
        auto& row = distances_[start];
        row[start] = 0;
        std::queue<TableId> open;
        open.push(static_cast<TableId>(start));
        while (!open.empty()) {
            const TableId here = open.front();
            open.pop();
            for (const std::int32_t at : keys_at_[index(here)]) {
                const Key& key = keys_[index(at)];
                const TableId next = key.from == here ? key.to : key.from;
                if (row[index(next)] != far || row[index(here)] >= far - 1) continue;
                row[index(next)] = static_cast<std::int8_t>(row[index(here)] + 1);
                open.push(next);
            }
        }
    }
}

int Model::distance(TableId from, TableId to) const {
    if (from == to) return 0;
    if (distances_.empty()) return 3;
    return distances_[index(from)][index(to)];
}

}  // namespace parlance::engine
