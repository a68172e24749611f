#include "catalog/sensitive.hpp"

#include "catalog/sensitive_values.hpp"
#include "catalog/sensitive_words.hpp"
#include "guard/mask.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace parlance::catalog {

namespace {

using guard::ColumnRule;
using guard::Mask;

/// How much a sign alone is worth.
constexpr double strong_name = 0.85;
constexpr double weak_name = 0.35;
constexpr double strong_comment = 0.5;
constexpr double table_of_people = 0.4;
constexpr double type_of_address = 0.9;
constexpr double most_values = 0.95;

std::string_view words_for(Sensitive kind) {
    switch (kind) {
        case Sensitive::email:
            return "e-mail addresses";
        case Sensitive::phone:
            return "phone numbers";
        case Sensitive::card_number:
            return "payment cards";
        case Sensitive::national_id:
            return "identity numbers";
        case Sensitive::iban:
            return "bank accounts";
        case Sensitive::ip_address:
            return "network addresses";
        case Sensitive::secret:
            return "secrets";
        case Sensitive::person_name:
            return "names of people";
        case Sensitive::address:
            return "addresses";
        case Sensitive::birth_date:
            return "birth dates or ages";
        case Sensitive::salary:
            return "pay";
        case Sensitive::health:
            return "health or belief";
    }
    return "";
}

bool is_text(Type type) {
    return type == Type::text || type == Type::unknown;
}
/// Whether a column of this type can hold such a thing.
bool can_hold(Sensitive kind, Type type) {
    switch (kind) {
        case Sensitive::email:
        case Sensitive::person_name:
        case Sensitive::ip_address:
            return is_text(type);
        case Sensitive::phone:
        case Sensitive::card_number:
        case Sensitive::national_id:
        case Sensitive::iban:
            return is_text(type) || type == Type::integer || type == Type::decimal;
        case Sensitive::secret:
            return is_text(type) || type == Type::bytes || type == Type::uuid;
        case Sensitive::address:
            return is_text(type) || is_number(type);
        case Sensitive::birth_date:
            return is_text(type) || is_moment(type) || is_number(type);
        case Sensitive::salary:
            return is_text(type) || is_number(type);
        case Sensitive::health:
            return true;
    }
    return false;
}

/// The mildest mask that fits the kind; null where it does not fit the type.
ColumnRule mask_for(Sensitive kind, const Column& column) {
    ColumnRule rule{.mask = Mask::null};
    if (kind == Sensitive::email || kind == Sensitive::person_name || kind == Sensitive::phone)
        rule.mask = Mask::partial;
    if (kind == Sensitive::birth_date && is_moment(column.type)) rule.mask = Mask::year;
    if (kind == Sensitive::salary && is_number(column.type))
        rule = {.mask = Mask::bucket, .size = 10'000};
    return guard::misfit(rule, column).empty() ? rule : ColumnRule{.mask = Mask::null};
}

/// What speaks for one kind.
class Case {
public:
    explicit Case(Sensitive kind) : kind_(kind) {}

    void add(double weight, Sign sign, std::string says) {
        confidence_ = 1 - (1 - confidence_) * (1 - weight);
        evidence_.push_back({sign, std::move(says)});
    }
    [[nodiscard]] Sensitive kind() const { return kind_; }
    [[nodiscard]] double confidence() const { return confidence_; }
    [[nodiscard]] const std::vector<Evidence>& evidence() const { return evidence_; }

private:
    Sensitive kind_;
    double confidence_ = 0;
    std::vector<Evidence> evidence_;
};

class Look {
public:
    Look(const Table& table, const Column& column, const std::vector<std::string>* values)
        : table_(table), column_(column), values_(values) {}

    std::optional<SensitiveColumn> run() {
        by_name();
        by_type();
        by_values();
        const auto best = std::ranges::max_element(cases_, {}, &Case::confidence);
        if (best == cases_.end() || best->confidence() < sensitive_enough) return std::nullopt;
        return SensitiveColumn{
            {table_.schema, table_.name, column_.name},
            best->kind(),
            best->confidence(),
            mask_for(best->kind(), column_),
            best->evidence(),
        };
    }

private:
    Case* of(Sensitive kind) {
        if (!can_hold(kind, column_.type)) return nullptr;
        const auto found = std::ranges::find(cases_, kind, &Case::kind);
        return found != cases_.end() ? &*found : &cases_.emplace_back(kind);
    }

    void by_name() {
        const SensitiveWords& words = SensitiveWords::shipped();
        for (const NamedKind& named : words.kinds_of(column_.name)) {
            Case* found = of(named.kind);
            if (found == nullptr) continue;
            const std::string_view what = words_for(named.kind);
            found->add(
                named.weak ? weak_name : strong_name,
                Sign::name,
                fmt::format("The name {} {}.", named.weak ? "may speak of" : "speaks of", what)
            );
            if (named.weak && words.is_about_people(table_.name))
                found->add(table_of_people, Sign::table, "The table seems to be about people.");
        }
        for (const NamedKind& named : words.kinds_of(column_.comment)) {
            Case* found = named.weak ? nullptr : of(named.kind);
            if (found == nullptr) continue;
            const std::string_view what = words_for(named.kind);
            found->add(
                strong_comment, Sign::comment, fmt::format("The comment speaks of {}.", what)
            );
        }
    }

    void by_type() {
        const bool is_address = column_.native_type == "inet" || column_.native_type == "cidr";
        if (!is_address) return;
        if (Case* found = of(Sensitive::ip_address))
            found->add(type_of_address, Sign::type, "The type is that of network addresses.");
    }

    void by_values() {
        if (values_ == nullptr) return;
        for (const SeenKind& seen : kinds_of(*values_)) {
            Case* found = of(seen.kind);
            if (found == nullptr) continue;
            // Names of people are guessed from a list: other things are called Victor too.
            const bool guessed = seen.kind == Sensitive::person_name;
            found->add(
                seen.share() * (guessed ? strong_name : most_values),
                Sign::values,
                fmt::format(
                    "{} of {} sampled values look like {}.",
                    seen.matching,
                    seen.looked_at,
                    words_for(seen.kind)
                )
            );
        }
    }

    const Table& table_;
    const Column& column_;
    const std::vector<std::string>* values_;
    std::vector<Case> cases_;
};

}  // namespace

std::vector<SensitiveColumn> find_sensitive(const Schema& schema, const Samples& samples) {
    std::vector<SensitiveColumn> all;
    for (const Table& table : schema.tables) {
        for (const Column& column : table.columns) {
            const auto values = samples.find({table.schema, table.name, column.name});
            Look look(table, column, values == samples.end() ? nullptr : &values->second);
            if (auto found = look.run()) all.push_back(std::move(*found));
        }
    }
    return all;
}

namespace {

/// Which tables show all of their columns as they are, by what was found.
class Clear {
public:
    Clear(const Schema& schema, std::span<const SensitiveColumn> found) : schema_(schema) {
        for (const SensitiveColumn& one : found)
            masked_.insert({one.column.schema, one.column.table});
    }

    /// Whether nothing masked can come out of it by way of what it is made from.
    [[nodiscard]] bool below(const Table& table) const {
        std::set<TableName> visited;
        return masked_.empty() || below(table, visited);
    }

private:
    bool below(const Table& table, std::set<TableName>& visited) const {
        const bool is_view =
            table.kind == TableKind::view || table.kind == TableKind::materialized_view;
        if (!table.based_on) return !is_view;
        return std::ranges::all_of(*table.based_on, [&](const TableName& base) {
            if (masked_.contains(base)) return false;
            if (!visited.insert(base).second) return true;
            const Table* next = schema_.table(base.schema, base.name);
            return next != nullptr && below(*next, visited);
        });
    }

    const Schema& schema_;
    std::set<TableName> masked_;
};

}  // namespace

guard::PolicyDocument
suggested_policy(const Schema& schema, std::span<const SensitiveColumn> found) {
    std::map<ColumnName, ColumnRule> masks;
    for (const SensitiveColumn& one : found)
        masks.emplace(one.column, one.mask);
    guard::PolicyRule rule{.id = "suggested"};
    const Clear clear(schema, found);
    for (const Table& table : schema.tables) {
        // Naming a view would show it, whatever it shows.
        if (!clear.below(table)) continue;
        guard::TableRule& of_table = rule.tables[table.schema + "." + table.name];
        of_table.default_ = guard::Default::deny;
        for (const Column& column : table.columns) {
            const auto mask = masks.find({table.schema, table.name, column.name});
            of_table.columns[column.name] = mask == masks.end() ? ColumnRule{} : mask->second;
        }
    }
    return {.unrestricted = {"owner", "admin"}, .rules = {std::move(rule)}};
}

}  // namespace parlance::catalog
