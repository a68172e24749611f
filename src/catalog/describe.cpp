#include "catalog/describe.hpp"

#include "engine/model.hpp"
#include "engine/nouns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace parlance::catalog {

namespace {

using engine::Key;
using engine::Model;

std::string with_article(const std::string& noun) {
    const bool vowel = !noun.empty() && std::string_view("aeiou").contains(noun.front());
    return (vowel ? "an " : "a ") + noun;
}

/// `a, b and c`.
std::string listed(const std::vector<std::string>& parts) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += i + 1 == parts.size() ? " and " : ", ";
        text += parts[i];
    }
    return text;
}

std::string phrase_of(const engine::TableModel& table) {
    return engine::singular(table.phrase.empty() ? table.name : table.phrase);
}

/// What the table points at, each once, in the words of the pointing columns.
std::vector<std::string> targets_of(const Model& model, engine::TableId id) {
    constexpr std::size_t few = 4;
    std::vector<std::string> names;
    for (const std::int32_t at : model.keys_at(id)) {
        const Key& key = model.key(at);
        if (key.from != id || key.to == id) continue;
        std::string name = with_article(phrase_of(model.table(key.to)));
        if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
    if (names.size() > few) names.resize(few);
    return names;
}

std::vector<std::string>
facts_of(const Model& model, const engine::TableModel& table, const TableSense& sense) {
    constexpr std::size_t few = 3;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < sense.columns.size() && names.size() < few; ++i) {
        using enum Meaning;
        const Meaning meaning = sense.columns[i].meaning;
        const bool told = meaning == measure || meaning == money || meaning == quantity ||
                          (meaning == event_time && table.columns[i] == table.moment);
        if (told) names.push_back(model.column(table.columns[i]).phrase);
    }
    return names;
}

std::string_view means(Meaning meaning) {
    switch (meaning) {
        case Meaning::money:
            return "An amount of money";
        case Meaning::quantity:
            return "How many there are";
        case Meaning::share:
            return "A share or rate";
        case Meaning::event_time:
            return "When it happened or will";
        case Meaning::year:
            return "A year";
        case Meaning::geography:
            return "A place";
        case Meaning::flag:
            return "Yes or no";
        case Meaning::free_text:
            return "Free text";
        case Meaning::email:
            return "An e-mail address";
        case Meaning::phone:
            return "A telephone number";
        case Meaning::web_address:
            return "A web address";
        case Meaning::category:
            return "One of few kinds";
        case Meaning::code:
            return "A code or number that stands for something";
        case Meaning::measure:
            return "A figure";
        default:
            return {};
    }
}

}  // namespace

std::string
describe_table(const engine::SchemaPack& pack, std::size_t at, const TableSense& sense) {
    const auto& model = dynamic_cast<const Model&>(pack);
    const auto id = static_cast<engine::TableId>(at);
    const engine::TableModel& table = model.table(id);
    const std::vector<std::string> targets = targets_of(model, id);
    if (sense.role == TableRole::bridge)
        return fmt::format("Each row connects {}.", listed(targets));
    std::string text = fmt::format("Each row is {}", with_article(phrase_of(table)));
    if (sense.role == TableRole::lookup) text += " that other tables may point at";
    if (!targets.empty()) text += fmt::format(" that belongs to {}", listed(targets));
    const std::vector<std::string> facts = facts_of(model, table, sense);
    if (!facts.empty()) text += fmt::format(", with {}", listed(facts));
    return text + ".";
}

std::string describe_column(
    const engine::SchemaPack& pack,
    std::size_t table,
    std::size_t at,
    const ColumnSense& sense
) {
    const auto& model = dynamic_cast<const Model&>(pack);
    const engine::TableModel& its = model.tables()[table];
    const std::string owner = phrase_of(its);
    if (sense.meaning == Meaning::identifier)
        return fmt::format("Tells one {} from another.", owner);
    if (sense.meaning == Meaning::name) return fmt::format("What the {} is called.", owner);
    if (sense.meaning == Meaning::reference) {
        for (const std::int32_t each : model.keys_at(static_cast<engine::TableId>(table))) {
            const Key& key = model.key(each);
            if (key.columns.front().first == its.columns[at])
                return fmt::format("Which {} it is about.", phrase_of(model.table(key.to)));
        }
    }
    const std::string_view said = means(sense.meaning);
    return said.empty() ? std::string() : fmt::format("{} of the {}.", said, owner);
}

}  // namespace parlance::catalog
