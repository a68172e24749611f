#include "engine/foreign_names.hpp"
#include "engine/lexicon.hpp"
#include "engine/model.hpp"

#include <algorithm>
#include <map>

/// What the words of names owe to the house that wrote them: its language, prefixes, short forms.
namespace parlance::engine {

void Model::translate_names() {
    const ForeignNames& german = ForeignNames::german();
    std::vector<std::string> all;
    for (const TableModel& table : tables_)
        all.insert(all.end(), table.words.begin(), table.words.end());
    for (const ColumnModel& column : columns_)
        all.insert(all.end(), column.words.begin(), column.words.end());
    if (!german.spoken_in(all)) return;
    for (TableModel& table : tables_) {
        table.words = german.translated(table.words);
        table.phrase = joined(table.words, " ");
    }
    for (ColumnModel& column : columns_) {
        column.words = german.translated(column.words);
        column.phrase = joined(column.words, " ");
    }
}

namespace {

/// The part that most columns of a table begin with, such as `rep` in `repId`, `repDate`,
/// `repCost`.
std::string common_prefix(const TableModel& table, const std::vector<ColumnModel>& columns) {
    constexpr std::size_t few = 3;
    std::map<std::string, std::size_t> counts;
    for (const ColumnId id : table.columns) {
        const auto parts = parts_of_name(columns[static_cast<std::size_t>(id)].name);
        if (parts.size() > 1) ++counts[parts.front()];
    }
    for (const auto& [prefix, count] : counts) {
        if (count >= few && count * 4 >= table.columns.size() * 3) return prefix;
    }
    return {};
}

/// Whether the prefix stands for the table, and not for a word of its own.
bool stands_for(const std::string& prefix, const TableModel& table) {
    std::string whole;
    for (const std::string& word : table.words) {
        if (stem(word) == stem(prefix)) return false;
        whole += word;
    }
    return prefix.size() < 2 ? whole.starts_with(prefix) : shortness(prefix, whole, true) > 0;
}

}  // namespace

/// `repCost` of repairs is their cost: what only says the table again is left out.
void Model::drop_prefixes() {
    for (const TableModel& table : tables_) {
        const std::string prefix = common_prefix(table, columns_);
        if (prefix.empty() || !stands_for(prefix, table)) continue;
        const std::string full = Lexicon::english().expanded(prefix);
        const std::size_t size = split(full, ' ').size();
        for (const ColumnId id : table.columns) {
            ColumnModel& column = columns_[index(id)];
            const auto parts = parts_of_name(column.name);
            if (parts.size() < 2 || parts.front() != prefix || column.words.size() <= size)
                continue;
            column.words.erase(
                column.words.begin(), column.words.begin() + static_cast<std::ptrdiff_t>(size)
            );
            column.phrase = joined(column.words, " ");
        }
        for (Key& key : keys_) {
            if (&tables_[index(key.from)] == &table && key.role.starts_with(full + ' '))
                key.role.erase(0, full.size() + 1);
        }
    }
}

std::vector<std::int32_t> Model::parallels(std::int32_t id) const {
    const Key& own = key(id);
    std::vector<std::int32_t> same;
    for (const std::int32_t other : keys_at(own.from)) {
        if (key(other).from == own.from && key(other).to == own.to) same.push_back(other);
    }
    return same;
}

bool Model::plainly_named(const Key& key) const {
    const std::vector<std::string>& table = tables_[index(key.to)].words;
    const auto said = split(key.role, ' ');
    return std::ranges::equal(said, table, [](std::string_view left, const std::string& right) {
        return stem(left) == stem(right);
    });
}

void Model::learn_short_names() {
    const auto learn = [&](const std::string& name, bool table) {
        const std::vector<std::string> parts = parts_of_name(name);
        for (const std::string& part : parts) {
            const std::string full = Lexicon::english().expanded(part);
            const bool whole = table && words_of_table(name) == std::vector<std::string>{full};
            if (full.find(' ') == std::string::npos) short_names_.learn(part, stem(full), whole);
        }
    };
    for (const TableModel& table : tables_)
        learn(table.name, true);
    for (const ColumnModel& column : columns_)
        learn(column.name, false);
}

std::optional<std::string> Model::written_short(const std::string& word) const {
    auto found = short_names_.stem_for(word);
    return found && !meanings(*found).empty() ? found : std::nullopt;
}

}  // namespace parlance::engine
