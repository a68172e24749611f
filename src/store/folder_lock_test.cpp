#include "store/folder_lock.hpp"

#include "base/error.hpp"
#include "base/testing/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace parlance::store {
namespace {

TEST(FolderLock, IsHeldOnceAndFreeAfterwards) {
    const TemporaryFolder folder;
    {
        const FolderLock first(folder.path());
        EXPECT_THROW(FolderLock(folder.path()), Error);
    }
    EXPECT_NO_THROW(FolderLock(folder.path()));
}

}  // namespace
}  // namespace parlance::store
