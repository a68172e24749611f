#include "catalog/senses.hpp"

#include "engine/lexicon.hpp"
#include "engine/model.hpp"
#include "engine/nouns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace parlance::catalog {

namespace {

using engine::ColumnId;
using engine::ColumnModel;
using engine::Key;
using engine::Kind;
using engine::Model;
using engine::TableModel;

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 26> money_words{
    "amount", "price",  "cost",   "revenue", "salary",  "total", "fee",     "budget",  "balance",
    "tax",    "profit", "income", "payment", "charge",  "wage",  "premium", "spend",   "discount",
    "eur",    "usd",    "gbp",    "chf",     "expense", "value", "margin",  "turnover"
};
constexpr std::array<std::string_view, 8>
    quantity_words{"quantity", "count", "units", "stock", "pieces", "items", "copies", "seats"};
constexpr std::array<std::string_view, 6>
    share_words{"percent", "percentage", "ratio", "share", "rate", "pct"};
constexpr std::array<std::string_view, 17> place_words{
    "country",
    "city",
    "state",
    "region",
    "province",
    "county",
    "continent",
    "zip",
    "postal",
    "postcode",
    "latitude",
    "longitude",
    "lat",
    "lon",
    "town",
    "district",
    "location"
};
constexpr std::array<std::string_view, 3> phone_words{"phone", "telephone", "mobile"};
constexpr std::array<std::string_view, 5> web_words{"url", "website", "homepage", "link", "uri"};

/// The word of the name that stands in the list.
std::optional<std::string> said(const ColumnModel& column, Words list) {
    for (const std::string& word : column.words) {
        if (std::ranges::find(list, word) != list.end()) return word;
    }
    return std::nullopt;
}

std::optional<std::string> listed(const ColumnModel& column, const std::string& list) {
    for (const std::string& word : column.words) {
        if (engine::Lexicon::english().listed(list, word)) return word;
    }
    return std::nullopt;
}

std::string named(const std::string& word) {
    return fmt::format("Its name says `{}`.", word);
}

/// Which columns point where, once for all tables.
class Senses {
public:
    explicit Senses(const Model& model) : model_(model), targets_(model.columns().size(), nullptr) {
        for (const Key& key : model.keys()) {
            for (const auto& [from, to] : key.columns)
                targets_[static_cast<std::size_t>(from)] = &key;
        }
    }

    std::vector<TableSense> run() {
        std::vector<TableSense> all;
        all.reserve(model_.tables().size());
        for (std::size_t i = 0; i < model_.tables().size(); ++i) {
            TableSense made;
            for (const ColumnId id : model_.tables()[i].columns)
                made.columns.push_back(sense_of(id));
            give_role(static_cast<engine::TableId>(i), made);
            all.push_back(std::move(made));
        }
        return all;
    }

private:
    [[nodiscard]] ColumnSense sense_of(ColumnId id) const {
        const ColumnModel& column = model_.column(id);
        if (const Key* key = targets_[static_cast<std::size_t>(id)]) {
            const std::string_view how =
                key->inferred ? "Its name and type fit the key of `{}`." : "A key points at `{}`.";
            return {Meaning::reference, fmt::format(fmt::runtime(how), model_.table(key->to).name)};
        }
        if (auto special = special_text(column)) return *special;
        switch (column.kind) {
            case Kind::key:
                return {Meaning::identifier, key_reason(id)};
            case Kind::flag:
                return {Meaning::flag, "It holds yes or no."};
            case Kind::moment:
                return {Meaning::event_time, "It holds dates or times."};
            case Kind::year:
                return {Meaning::year, "It holds years."};
            case Kind::number:
                return number(column);
            case Kind::name:
            case Kind::category:
            case Kind::text:
            case Kind::foreign:
                return text(column);
            case Kind::other:
                break;
        }
        return {};
    }

    [[nodiscard]] std::string key_reason(ColumnId id) const {
        const TableModel& table = model_.table(model_.column(id).table);
        const bool primary = std::ranges::find(table.primary_key, id) != table.primary_key.end();
        return primary ? "It is in the primary key." : "It is named as a number of rows.";
    }

    static std::optional<ColumnSense> special_text(const ColumnModel& column) {
        if (column.type != Type::text && column.type != Type::unknown) return std::nullopt;
        const auto& words = column.words;
        const auto has = [&](std::string_view word) {
            return std::ranges::find(words, word) != words.end();
        };
        if (has("email") || (has("mail") && !has("box"))) return {{Meaning::email, named("email")}};
        if (const auto word = said(column, phone_words)) return {{Meaning::phone, named(*word)}};
        if (const auto word = said(column, web_words))
            return {{Meaning::web_address, named(*word)}};
        return std::nullopt;
    }

    static ColumnSense number(const ColumnModel& column) {
        if (const auto word = said(column, place_words)) return {Meaning::geography, named(*word)};
        if (const auto word = said(column, share_words)) return {Meaning::share, named(*word)};
        if (const auto word = said(column, quantity_words))
            return {Meaning::quantity, named(*word)};
        if (const auto word = said(column, money_words)) return {Meaning::money, named(*word)};
        if (column.type == Type::integer) {
            if (const auto word = listed(column, "code_names"))
                return {Meaning::code, named(*word)};
        }
        return {Meaning::measure, "It is a number that no key uses."};
    }

    static ColumnSense text(const ColumnModel& column) {
        if (const auto word = said(column, place_words)) return {Meaning::geography, named(*word)};
        if (column.kind == Kind::name) return {Meaning::name, "Its name says that it is one."};
        if (column.kind == Kind::category)
            return {Meaning::category, "It holds few different words."};
        if (const auto word = listed(column, "free_text"))
            return {Meaning::free_text, named(*word)};
        if (const auto word = listed(column, "code_names")) return {Meaning::code, named(*word)};
        constexpr std::array<std::string_view, 6> kinds{
            "status", "type", "category", "kind", "class", "level"
        };
        if (const auto word = said(column, kinds)) return {Meaning::category, named(*word)};
        return {};
    }

    // ---- tables --------------------------------------------------------------------------------

    struct Traits {
        std::size_t away = 0;     ///< keys that point at other tables
        std::size_t towards = 0;  ///< keys of other tables that point here
        std::size_t figures = 0;
        bool moment = false;
        bool name = false;
    };

    [[nodiscard]] Traits traits_of(engine::TableId id, const TableSense& sense) const {
        Traits found;
        for (const std::int32_t at : model_.keys_at(id)) {
            const Key& key = model_.key(at);
            if (key.from == key.to) continue;
            key.from == id ? ++found.away : ++found.towards;
        }
        for (const ColumnSense& column : sense.columns) {
            using enum Meaning;
            const Meaning meaning = column.meaning;
            found.figures += meaning == measure || meaning == money || meaning == quantity;
            found.name |= meaning == name || meaning == category;
        }
        found.moment = model_.table(id).moment != engine::nothing;
        return found;
    }

    void give_role(engine::TableId id, TableSense& sense) const {
        const Traits has = traits_of(id, sense);
        constexpr std::size_t short_list = 4;
        const std::size_t columns = sense.columns.size();
        if (model_.table(id).bridge && has.away >= 2) {
            sense.role = TableRole::bridge;
            sense.reason = "It holds little more than references to other tables.";
        } else if (has.away > 0 && (has.moment || has.figures > 0)) {
            sense.role = TableRole::fact;
            sense.reason = fmt::format(
                "It points at {} and has {}.",
                has.away == 1 ? "another table" : fmt::format("{} other tables", has.away),
                has.moment ? "the date of what happened" : "figures to sum up"
            );
        } else if (has.away == 0 && columns <= short_list && has.name && !has.moment &&
                   has.figures == 0) {
            sense.role = TableRole::lookup;
            sense.reason = "It holds a key and a name, and little else.";
        } else if (has.towards > 0) {
            sense.role = TableRole::dimension;
            sense.reason = has.towards == 1
                               ? "Another table points at it."
                               : fmt::format("{} other tables point at it.", has.towards);
        } else if (has.moment && has.figures > 0) {
            sense.role = TableRole::fact;
            sense.reason = "It has dates and figures.";
        } else if (has.name) {
            sense.role = TableRole::dimension;
            sense.reason = "Its rows have names.";
        } else {
            sense.reason = "Nothing tells what it is for.";
        }
    }

    const Model& model_;
    std::vector<const Key*> targets_;
};

}  // namespace

std::vector<TableSense> senses_of(const engine::SchemaPack& pack) {
    return Senses(dynamic_cast<const Model&>(pack)).run();
}

}  // namespace parlance::catalog
