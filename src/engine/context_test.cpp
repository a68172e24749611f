#include "engine/context.hpp"

#include "engine/test_schema.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace parlance::engine {
namespace {

/// A schema of 1,000 tables as large companies have them: 25 departments with 40 kinds of records
/// each, named alike, in several styles, with few comments; and questions whose tables are known.
class LargeCompany {
public:
    struct Asked {
        std::string question;
        std::vector<std::string> tables;
    };

    LargeCompany() {
        for (std::size_t department = 0; department < departments.size(); ++department) {
            for (std::size_t record = 0; record < records.size(); ++record)
                add_table(department, record);
        }
    }

    [[nodiscard]] std::shared_ptr<const SchemaPack> pack() const {
        return SchemaPack::build(schema_, values_, {});
    }
    [[nodiscard]] std::size_t tables() const { return schema_.tables.size(); }
    [[nodiscard]] std::size_t columns() const {
        std::size_t count = 0;
        for (const Table& table : schema_.tables)
            count += table.columns.size();
        return count;
    }

    /// Full names, half of a name with a column of it, other words, typing errors, values.
    std::vector<Asked> questions(std::size_t count) {
        std::vector<Asked> all;
        while (all.size() < count) {
            const std::size_t department = dice(departments.size());
            const std::size_t record = dice(records.size());
            const std::string table = name_of(department, record);
            const std::string about =
                fmt::format("{} {}", departments[department], plural_of(records[record]));
            const std::string attribute = attributes_of(department, record).front();
            switch (all.size() % 5) {
                case 0:
                    all.push_back({fmt::format("average {} of {}", attribute, about), {table}});
                    break;
                case 1:
                    all.push_back({fmt::format("how many {} per month in 2024", about), {table}});
                    break;
                case 2:
                    all.push_back({fmt::format("{} by {}", misspelt(about), attribute), {table}});
                    break;
                case 3:
                    all.push_back(
                        {fmt::format("which {} are {}", about, values[dice(values.size())]), {table}
                        }
                    );
                    break;
                default:
                    all.push_back(
                        {fmt::format(
                             "{} with the {} of their {}",
                             about,
                             attributes_of(department, (record + 1) % records.size()).front(),
                             records[(record + 1) % records.size()]
                         ),
                         {table, name_of(department, (record + 1) % records.size())}}
                    );
            }
        }
        return all;
    }

private:
    static constexpr std::array<const char*, 25> departments{
        "fleet",   "payroll",   "clinic",  "harbour", "kitchen", "archive",  "nursery",
        "legal",   "loyalty",   "brewery", "theatre", "mining",  "customs",  "leasing",
        "quality", "solar",     "bakery",  "museum",  "railway", "forestry", "printing",
        "dairy",   "insurance", "stadium", "laundry"
    };
    static constexpr std::array<const char*, 40> records{
        "inspection",  "contract", "shift",       "invoice",  "delivery",  "complaint", "machine",
        "appointment", "budget",   "certificate", "badge",    "supplier",  "permit",    "route",
        "sample",      "forecast", "visitor",     "locker",   "repair",    "reading",   "ticket",
        "survey",      "recipe",   "training",    "refund",   "container", "meter",     "campaign",
        "vehicle",     "payment",  "batch",       "allergy",  "rehearsal", "deposit",   "claim",
        "voucher",     "seat",     "tariff",      "incident", "lease"
    };
    static constexpr std::array<const char*, 30> attributes{
        "unit cost",      "approved amount", "closing balance", "arrival delay", "fill level",
        "duration hours", "tax rate",        "net weight",      "page count",    "noise level",
        "mileage",        "humidity",        "discount share",  "deductible",    "head count",
        "temperature",    "voltage",         "purity",          "bonus points",  "overtime hours",
        "stock quantity", "late fee",        "distance",        "pressure",      "fat content",
        "yield",          "risk score",      "premium",         "occupancy",     "energy use"
    };
    static constexpr std::array<const char*, 6>
        values{"pending", "approved", "rejected", "expired", "archived", "escalated"};

    std::size_t dice(std::size_t sides) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::size_t>((state_ >> 33U) % sides);
    }

    static std::string plural_of(const std::string& word) {
        if (word.ends_with("y") && !word.ends_with("ey"))
            return word.substr(0, word.size() - 1) + "ies";
        return word.ends_with("ch") ? word + "es" : word + "s";
    }

    /// One letter is lost.
    std::string misspelt(std::string words) {
        const std::size_t at = 1 + dice(3);
        return words.erase(at, 1);
    }

    static std::string
    styled(std::string_view one, std::string_view other, std::size_t department) {
        std::string name = fmt::format("{}_{}", one, other);
        if (department % 5 == 1) {  // FleetInspection
            std::string camel;
            bool up = true;
            for (const char each : name) {
                if (each != '_') camel += up ? static_cast<char>(each - 32) : each;
                up = each == '_';
            }
            return camel;
        }
        if (department % 5 == 2) return "tbl_" + name;
        return department % 5 == 3 ? name + "s" : name;
    }

    static std::string name_of(std::size_t department, std::size_t record) {
        return styled(departments[department], records[record], department);
    }

    static std::vector<std::string> attributes_of(std::size_t department, std::size_t record) {
        std::vector<std::string> some;
        for (std::size_t i = 0; i < 5; ++i)
            some.emplace_back(attributes[(department * 7 + record * 3 + i * 11) % attributes.size()]
            );
        return some;
    }

    void add_table(std::size_t department, std::size_t record) {
        Table table{.schema = "public", .name = name_of(department, record)};
        const auto column = [&](std::string name, Type type) {
            std::ranges::replace(name, ' ', '_');
            table.columns.push_back({.name = std::move(name), .type = type, .nullable = false});
        };
        column("id", Type::integer);
        const std::size_t next = (record + 1) % records.size();
        const std::string key = fmt::format("{}_id", records[next]);
        column(key, Type::integer);
        for (const std::string& attribute : attributes_of(department, record))
            column(attribute, Type::decimal);
        column("created_on", Type::date);
        column("status", Type::text);
        column("notes", Type::text);
        table.primary_key = {"id"};
        table.foreign_keys.push_back(
            {.columns = {key},
             .target_schema = "public",
             .target_table = name_of(department, next),
             .target_columns = {"id"}}
        );
        ColumnValues known{.schema = "public", .table = table.name, .column = "status"};
        known.values.assign(values.begin(), values.end());
        values_.push_back(std::move(known));
        schema_.tables.push_back(std::move(table));
    }

    Schema schema_;
    std::vector<ColumnValues> values_;
    std::uint64_t state_ = 20'260'101;
};

bool has_all(const SchemaContext& found, const std::vector<std::string>& tables) {
    return std::ranges::all_of(tables, [&](const std::string& name) {
        return std::ranges::any_of(found.tables, [&](const ContextTable& table) {
            return table.name == name;
        });
    });
}

TEST(Context, FindsTheTablesAmongAThousand) {
    LargeCompany company;
    ASSERT_EQ(company.tables(), 1'000U);
    const auto pack = company.pack();
    (void)context_of("warm up", *pack, 1);
    constexpr std::size_t asked = 500;
    std::array<std::size_t, 3> found{};
    constexpr std::array<std::size_t, 3> most{1, 5, 10};
    const auto begin = std::chrono::steady_clock::now();
    for (const LargeCompany::Asked& one : company.questions(asked)) {
        for (std::size_t i = 0; i < most.size(); ++i)
            found.at(i) += has_all(context_of(one.question, *pack, most.at(i)), one.tables) ? 1 : 0;
    }
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    fmt::print(
        "recall of all tables, 1,000 tables, {} columns: {:.1f} % in 1, {:.1f} % in 5, {:.1f} % in "
        "10; {:.2f} ms each\n",
        company.columns(),
        100.0 * static_cast<double>(found[0]) / asked,
        100.0 * static_cast<double>(found[1]) / asked,
        100.0 * static_cast<double>(found[2]) / asked,
        took.count() / static_cast<double>(asked * most.size())
    );
    EXPECT_GE(found[1], asked * 90 / 100);
    EXPECT_GE(found[2], asked * 95 / 100);
}

const ContextColumn* column_of(const SchemaContext& found, std::string_view name) {
    const auto at = std::ranges::find(found.columns, name, &ContextColumn::name);
    return at == found.columns.end() ? nullptr : &*at;
}

TEST(Context, TellsColumnsJoinsAndValues) {
    const auto pack = test::pack("library");
    const SchemaContext found = context_of("titles of books by authors from Kenya", *pack, 5);
    ASSERT_FALSE(found.tables.empty());
    EXPECT_TRUE(has_all(found, {"books", "authors", "book_authors"}));
    EXPECT_NE(column_of(found, "title"), nullptr);
    ASSERT_FALSE(found.values.empty());
    EXPECT_EQ(found.values.front().column, "country");
    EXPECT_EQ(found.values.front().value, "Kenya");
    const auto joins = [&](std::string_view on) {
        return std::ranges::find(found.joins, on, &ContextJoin::on) != found.joins.end();
    };
    EXPECT_TRUE(joins("book_authors.book_id = books.book_id"));
    EXPECT_TRUE(joins("book_authors.author_id = authors.author_id"));
}

TEST(Context, KnowsWhatWasTaught) {
    const auto pack = test::pack("taught");
    const SchemaContext found =
        context_of("takings of platinum patients who are overdue invoices", *pack, 5);
    EXPECT_TRUE(has_all(found, {"clients", "lines"}));
    ASSERT_EQ(found.terms.size(), 2U);
    EXPECT_EQ(found.terms[0].phrase, "takings");
    EXPECT_EQ(found.terms[1].phrase, "overdue");
    ASSERT_FALSE(found.values.empty());
    EXPECT_EQ(found.values[0].value, "3");
}

TEST(Context, SaysWhatNothingIsCalledBy) {
    const auto pack = test::pack("library");
    EXPECT_EQ(
        context_of("books about zorgon", *pack, 5).unknown, std::vector<std::string>{"zorgon"}
    );
    EXPECT_TRUE(context_of("", *pack, 5).tables.empty());
    EXPECT_TRUE(context_of(std::string(20'000, '?'), *pack, 5).tables.empty());
}

}  // namespace
}  // namespace parlance::engine
