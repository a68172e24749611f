#include "base/cases.hpp"

#include <unistd.h>

#include <cctype>
#include <iterator>

namespace parlance::cases {
namespace {

std::string answer(const Case& one) {
    std::string text = one.text;
    if (one.command == "given_text") return one.given;
    if (one.command == "fail") {
        throw Error(Failure::invalid, "test_failure", "No.").with_faults({{"/a", "first"}}).at(4);
    }
    if (one.command == "paragraphs") return text.replace(text.find(' '), 1, "\n\n");
    for (char& letter : text)
        letter = static_cast<char>(std::toupper(letter));
    return text;
}

const bool registered = register_all("base", answer, "cases");

std::string read_all(const std::filesystem::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Cases, WritesBackWhatItRead) {
    const auto original =
        std::filesystem::path(PARLANCE_SOURCE_DIR) / "tests" / "cases" / "base" / "cases.case";
    const auto copy =
        std::filesystem::temp_directory_path() / fmt::format("cases_{}.case", getpid());
    std::filesystem::copy_file(original, copy);
    File(copy).write();
    EXPECT_EQ(read_all(copy), read_all(original));
    std::filesystem::remove(copy);
}

}  // namespace
}  // namespace parlance::cases
