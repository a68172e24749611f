#include "connectors/import.hpp"

#include <gtest/gtest.h>

// Imports start this program once more.
int main(int argc, char** argv) {
    if (parlance::connectors::is_import_child(argc, argv)) {
        return parlance::connectors::import_child();
    }
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
