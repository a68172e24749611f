#include "serve/operations/row_formats.hpp"

#include "serve/row_encoder.hpp"

#include <boost/describe/enum_to_string.hpp>

#include <array>

namespace parlance::serve {

namespace {

constexpr std::array accepted{
    RowFormat::ndjson,
    RowFormat::csv,
    RowFormat::markdown,
    RowFormat::xlsx,
    RowFormat::parquet
};

}  // namespace

RowFormat row_format(std::optional<RowFormat> wanted, const Call& call) {
    if (wanted) return *wanted;
    const std::string_view accept = call.header("Accept");
    for (const RowFormat each : accepted) {
        const std::string_view type = RowEncoder::content_type(each);
        if (accept.contains(type.substr(0, type.find(';')))) return each;
    }
    return RowFormat::json;
}

bool is_export(RowFormat format) {
    return format != RowFormat::json && format != RowFormat::ndjson;
}

std::vector<bool> masked_in(const guard::ApprovedQuery& query) {
    std::vector<bool> masked;
    for (const guard::OutputColumn& each : query.lineage())
        masked.push_back(each.masked);
    return masked;
}

void note_format(ask::Record& record, RowFormat format) {
    if (!is_export(format)) return;
    record.audited_as = "export_";
    record.audited_as += boost::describe::enum_to_string(format, "rows");
}

}  // namespace parlance::serve
