#include "engine/recall_index.hpp"
#include "sql/walk.hpp"

#include <algorithm>
#include <charconv>

/// Puts what somebody asks for in place of what a verified question asked for.
namespace parlance::engine {
namespace {

bool compares(sql::BinaryOp op) {
    return op == sql::BinaryOp::equal || op == sql::BinaryOp::not_equal;
}

bool is_number(const sql::Literal& literal) {
    return literal.kind == sql::LiteralKind::integer || literal.kind == sql::LiteralKind::decimal;
}

/// Replaces the values that are compared with a column.
class Values final : public sql::Walker {
public:
    Values(const std::string& column, const std::string& before, const std::string& after)
        : column_(column), before_(fold(before)), after_(after) {}

    int replaced = 0;

private:
    void visit(sql::Expr& expr) override {
        if (auto* binary = std::get_if<sql::Binary>(&expr.node); binary && compares(binary->op)) {
            beside(*binary->left, *binary->right);
            beside(*binary->right, *binary->left);
        } else if (auto* list = std::get_if<sql::InList>(&expr.node);
                   list != nullptr && list->items.size() == 1) {
            beside(*list->operand, list->items.front());
        }
    }

    void beside(const sql::Expr& column, sql::Expr& value) {
        const auto* ref = std::get_if<sql::ColumnRef>(&column.node);
        auto* literal = std::get_if<sql::Literal>(&value.node);
        if (ref == nullptr || literal == nullptr || ref->name.back() != column_) return;
        if (fold(literal->text) != before_) return;
        if (is_number(*literal) && after_.find_first_not_of("0123456789") != after_.npos) return;
        literal->text = after_;
        ++replaced;
    }

    const std::string& column_;
    const std::string before_;
    const std::string& after_;
};

/// Replaces a number wherever it stands.
class Numbers final : public sql::Walker {
public:
    Numbers(const std::string& before, const std::string& after) : before_(before), after_(after) {}

    int replaced = 0;

private:
    void visit(sql::Expr& expr) override {
        auto* literal = std::get_if<sql::Literal>(&expr.node);
        if (literal == nullptr || !is_number(*literal) || literal->text != before_) return;
        literal->kind = after_.find('.') == std::string::npos ? sql::LiteralKind::integer
                                                              : sql::LiteralKind::decimal;
        literal->text = after_;
        ++replaced;
    }

    const std::string& before_;
    const std::string& after_;
};

/// Moves a year: `extract(year from d) = 2024`, and dates from the first of it to the next one.
class Years final : public sql::Walker {
public:
    Years(int before, int after) : before_(before), after_(after) {}

    int replaced = 0;

private:
    void visit(sql::Expr& expr) override {
        auto* literal = std::get_if<sql::Literal>(&expr.node);
        if (literal == nullptr || literal->text.size() < digits) return;
        const bool date = literal->kind == sql::LiteralKind::text &&
                          literal->text.size() > digits && literal->text[digits] == '-';
        if (!date && literal->text.size() != digits) return;
        int year = 0;
        const char* text = literal->text.data();
        const auto read = std::from_chars(text, text + digits, year);
        if (read.ptr != text + digits) return;
        if (year != before_ && !(date && year == before_ + 1)) return;
        literal->text.replace(0, digits, std::to_string(year - before_ + after_));
        ++replaced;
    }

    static constexpr std::size_t digits = 4;
    int before_;
    int after_;
};

bool refill_value(sql::Query& query, const Slot& known, const Slot& asked, const Model& model) {
    for (const ValueHit& before : known.values) {
        for (const ValueHit& after : asked.values) {
            if (before.column != after.column) continue;
            Values values(model.column(before.column).name, before.value, after.value);
            values.walk(query);
            if (values.replaced > 0) return true;
        }
    }
    return false;
}

bool refill_number(sql::Query& query, const Slot& known, const Slot& asked) {
    Numbers numbers(known.number, asked.number);
    numbers.walk(query);
    return numbers.replaced == 1;  // of two nobody knows which one is meant
}

bool refill_year(sql::Query& query, const Slot& known, const Slot& asked) {
    Years years(std::stoi(known.number), std::stoi(asked.number));
    years.walk(query);
    return years.replaced > 0;
}

/// Whether both mean the same value, so that nothing has to change.
bool same(const Slot& known, const Slot& asked) {
    if (known == asked) return true;
    return known.what == Slot::What::value &&
           std::ranges::any_of(known.values, [&](const ValueHit& one) {
               return std::ranges::find(asked.values, one) != asked.values.end();
           });
}

/// Whether one slot would be filled with what another one is found by, or two years move at once:
/// then nobody can tell in the query which is which.
bool tangled(const std::vector<Slot>& known, const std::vector<Slot>& asked) {
    std::size_t years = 0;
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (same(known[i], asked[i])) continue;
        years += known[i].what == Slot::What::year ? 1 : 0;
        for (std::size_t j = 0; j < known.size(); ++j) {
            if (j != i && same(known[j], asked[i])) return true;
        }
    }
    const auto all = std::ranges::count(known, Slot::What::year, &Slot::what);
    return years > 0 && all > 1;
}

}  // namespace

std::optional<sql::Query> refilled(
    const sql::Query& query,
    const std::vector<Slot>& known,
    const std::vector<Slot>& asked,
    const Model& model
) {
    if (known.size() != asked.size() || tangled(known, asked)) return std::nullopt;
    sql::Query made = query;
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (known[i].what != asked[i].what) return std::nullopt;
        if (same(known[i], asked[i])) continue;
        const bool done =
            known[i].what == Slot::What::value    ? refill_value(made, known[i], asked[i], model)
            : known[i].what == Slot::What::number ? refill_number(made, known[i], asked[i])
                                                  : refill_year(made, known[i], asked[i]);
        if (!done) return std::nullopt;
    }
    return made;
}

}  // namespace parlance::engine
