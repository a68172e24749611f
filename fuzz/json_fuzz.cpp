// Whatever comes: it is refused with an Error, or it is read and reads the same when written again.
#include "base/json.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

struct Part {
    std::string name;
    std::vector<Part> parts;
    std::optional<std::int32_t> small;
    std::map<std::string, double> numbers;
    boost::json::value any;
};
BOOST_DESCRIBE_STRUCT(Part, (), (name, parts, small, numbers, any))

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace parlance;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::string quoted;
    json::quote(quoted, text);
    if (!json::is_json(quoted)) std::abort();
    try {
        const auto value = json::parse(text);
        std::string written;
        json::write(written, value);
        // Written twice and not compared as trees: 1.0 is written as 1, which reads as an integer.
        std::string again;
        json::write(again, json::parse(written));
        if (again != written) std::abort();
        const Part part = json::read<Part>(value);
        const std::string once = json::to_text(part);
        if (json::to_text(json::read<Part>(once)) != once) std::abort();
    } catch (const Error&) {
        // Refused: fine.
    }
    return 0;
}
