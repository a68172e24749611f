#include "guard/row_rule.hpp"

#include "base/error.hpp"
#include "sql/build.hpp"
#include "sql/functions.hpp"
#include "sql/parse.hpp"
#include "sql/tokens.hpp"
#include "sql/walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

namespace parlance::guard {
namespace {

/// Stands for an attribute between the text and the tree. A rule that writes it says the same.
constexpr std::string_view attribute_function = "user_attribute";

constexpr auto harmless_functions =
    std::to_array<std::string_view>({"coalesce", "lower", "nullif", "trim", "upper", "btrim"});

[[noreturn]] void not_supported(std::string_view what) {
    throw Error(
        Failure::invalid,
        "policy_rule_not_supported",
        fmt::format(
            "{} may not stand in a row rule: use comparisons, AND, OR, NOT, IN, BETWEEN, LIKE, IS "
            "NULL and EXISTS.",
            what
        )
    );
}

bool is_name_letter(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

/// The end of the attribute's name that begins here, or `at` when none does.
std::size_t end_of_name(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_name_letter(text[end]))
        ++end;
    return end;
}

/// `:user.region` becomes a call that parses; what stands in quotes stays.
std::string with_calls(std::string_view text) {
    constexpr std::string_view mark = ":user.";
    std::string made;
    std::size_t done = 0;
    const auto copy = [&](std::size_t end, bool quoted) {
        while (done < end) {
            const std::size_t found = quoted ? text.npos : text.find(mark, done);
            const std::size_t stop = std::min(found, end);
            made += text.substr(done, stop - done);
            done = stop;
            if (stop == end) return;
            const std::size_t name = stop + mark.size();
            const std::size_t last = end_of_name(text, name);
            made += fmt::format("{}('{}')", attribute_function, text.substr(name, last - name));
            done = last;
        }
    };
    for (const sql::Token& token : sql::tokens_of(text)) {
        const bool plain = token.kind == sql::TokenKind::word ||
                           token.kind == sql::TokenKind::symbol ||
                           token.kind == sql::TokenKind::number;
        if (plain || token.at < done) continue;
        copy(token.at, false);
        copy(token.end(), true);
    }
    copy(text.size(), false);
    return made;
}

bool compares(sql::BinaryOp op) {
    using enum sql::BinaryOp;
    return op == equal || op == not_equal || op == less || op == less_equal || op == greater ||
           op == greater_equal;
}

/// Lets through what cannot fail and cannot take long, puts attributes in.
class Rule : public sql::Walker {
public:
    explicit Rule(const std::map<std::string, std::string>& attributes) : attributes_(attributes) {}

    std::vector<std::string> missing;

protected:
    void visit(sql::Expr& expr) override {
        std::visit([&](auto& node) { check(node, expr); }, expr.node);
    }

    void visit(sql::FunctionRef&) override { not_supported("A function in FROM"); }

    void visit(sql::Query& query) override {
        const auto* select = std::get_if<sql::Select>(&query.body);
        const bool plain = select != nullptr && query.with.empty() && query.order_by.empty() &&
                           !query.limit && !query.offset && !select->distinct &&
                           select->distinct_on.empty() && select->group_by.empty() &&
                           !select->having && select->windows.empty();
        if (!plain) not_supported("A subquery with more than SELECT, FROM and WHERE");
    }

private:
    template <class Node>
    void check(Node&, sql::Expr&) {
        using namespace sql;
        constexpr bool known = std::is_same_v<Node, Literal> || std::is_same_v<Node, ColumnRef> ||
                               std::is_same_v<Node, Logic> || std::is_same_v<Node, Not> ||
                               std::is_same_v<Node, IsTest> || std::is_same_v<Node, Distinct> ||
                               std::is_same_v<Node, Between> || std::is_same_v<Node, InList> ||
                               std::is_same_v<Node, InQuery> || std::is_same_v<Node, Exists> ||
                               std::is_same_v<Node, CurrentMoment>;
        if (!known) not_supported("This expression");
    }

    void check(sql::Binary& binary, sql::Expr&) {
        if (!compares(binary.op)) not_supported("This operator");
    }

    /// A computed pattern can end in its escape character, which is an error.
    void check(sql::Like& like, sql::Expr&) {
        const auto* pattern = sql::build::text_literal(*like.pattern);
        const bool sound = pattern != nullptr && !pattern->text.ends_with('\\') && !like.escape;
        if (!sound || like.kind == sql::LikeKind::similar) not_supported("This pattern");
    }

    /// `DATE '2024-01-31'`: a constant fails for everybody or for nobody.
    void check(sql::Cast& cast, sql::Expr&) {
        if (sql::build::literal(*cast.operand) == nullptr) not_supported("A cast of a column");
        if (!sql::type_allowed(cast.type.name, Dialect::postgres)) not_supported("This type");
    }

    void check(sql::Unary& unary, sql::Expr&) {
        if (sql::build::literal(*unary.operand) == nullptr) not_supported("Arithmetic");
    }

    void check(sql::Call& call, sql::Expr& expr) {
        if (call.name.size() == 1 && call.name[0] == attribute_function) return put(call, expr);
        const bool known =
            call.name.size() == 1 &&
            std::ranges::find(harmless_functions, call.name[0]) != harmless_functions.end();
        const bool plain = !call.star && !call.distinct && call.order_by.empty() && !call.filter &&
                           !call.over && !call.within_group;
        if (!known || !plain) not_supported("This function");
    }

    void put(sql::Call& call, sql::Expr& expr) {
        const auto* name =
            call.arguments.size() == 1 ? sql::build::text_literal(call.arguments[0]) : nullptr;
        if (name == nullptr || name->text.empty()) not_supported("An attribute without a name");
        const auto found = attributes_.find(name->text);
        if (found == attributes_.end()) missing.push_back(name->text);
        expr = found == attributes_.end() ? sql::build::null() : sql::build::text(found->second);
    }

    const std::map<std::string, std::string>& attributes_;
};

[[noreturn]] void bad_syntax(const std::string& why) {
    throw Error(
        Failure::invalid, "policy_rule_syntax", fmt::format("The row rule is no condition: {}", why)
    );
}

sql::Expr parsed(std::string_view text) {
    std::optional<sql::Query> query;
    try {
        query = sql::parse(fmt::format("SELECT 1 WHERE (\n{}\n)", with_calls(text)));
    } catch (const Error& error) {
        bad_syntax(error.message());
    }
    auto* select = std::get_if<sql::Select>(&query->body);
    sql::Query bare;
    if (select != nullptr && select->where) {
        bare.body = sql::Select{.items = select->items, .where = select->where};
        if (bare == *query) return std::move(*select->where);
    }
    bad_syntax("it must be one expression.");
}

}  // namespace

RowRule read_row_rule(std::string_view text, const std::map<std::string, std::string>& attributes) {
    RowRule made{.condition = parsed(text)};
    Rule rule(attributes);
    rule.walk(made.condition);
    made.missing = std::move(rule.missing);
    return made;
}

}  // namespace parlance::guard
