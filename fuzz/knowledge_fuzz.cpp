// Whatever comes as a file of knowledge: it is refused with an Error, or it is read and reads the
// same when written again.
#include "catalog/knowledge_file.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace parlance::catalog;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const KnowledgeDocument document = read_knowledge(text);
        if (read_knowledge(write_knowledge(document)) != document) std::abort();
    } catch (const parlance::Error&) {
        // Refused: fine.
    }
    return 0;
}
