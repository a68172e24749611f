#include "base/error.hpp"
#include "engine/understand.hpp"
#include "sql/parse.hpp"
#include "sql/render.hpp"

#include <cstdlib>
#include <string_view>

namespace {

/// The first line names tables and columns, the rest is the question: both are hostile.
std::shared_ptr<const parlance::engine::SchemaPack> pack_of(std::string_view names) {
    using parlance::Type;
    parlance::Schema schema;
    schema.tables.push_back({.schema = "public", .name = "orders"});
    schema.tables.back().columns = {
        {.name = "id", .type = Type::integer},
        {.name = "placed_at", .type = Type::timestamp},
        {.name = "amount", .type = Type::decimal}
    };
    schema.tables.back().primary_key = {"id"};
    std::size_t at = 0;
    while (at < names.size() && schema.tables.size() < 12) {
        const std::size_t end = std::min(names.find(' ', at), names.size());
        const std::string name(names.substr(at, end - at));
        const auto kind = static_cast<Type>(name.size() % 15);
        schema.tables.push_back(
            {.schema = "public",
             .name = name,
             .columns =
                 {{.name = "orders_id", .type = Type::integer},
                  {.name = name + "_name", .type = kind}}}
        );
        at = end + 1;
    }
    std::vector<parlance::engine::ColumnValues> values{
        {.schema = "public", .table = "orders", .column = "id", .values = {std::string(names)}}
    };
    return parlance::engine::SchemaPack::build(std::move(schema), std::move(values), {});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t line = std::min(input.find('\n'), input.size());
    const auto pack = pack_of(input.substr(0, line));
    const std::string question(input.substr(std::min(line + 1, input.size())));
    const auto result = parlance::engine::understand({question, {}}, *pack);
    const auto* answered = std::get_if<parlance::engine::Answered>(&result);
    if (answered == nullptr) return 0;
    for (const auto& reading : answered->readings) {
        const std::string text = parlance::sql::render(reading.query, parlance::Dialect::postgres);
        try {
            if (parlance::sql::parse(text) != reading.query) std::abort();
        } catch (const parlance::Error&) {
            std::abort();  // the engine wrote what Parlance itself cannot read
        }
    }
    return 0;
}
