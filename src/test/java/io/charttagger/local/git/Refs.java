package io.charttagger.local.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/** The refs of a repository, by full name. */
public final class Refs {
  private Refs() {}

  public static Optional<ObjectId> find(Repository repository, String name) {
    try {
      return Optional.ofNullable(repository.exactRef(name)).map(Ref::getObjectId);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Creates or moves a ref, also backwards. */
  public static void put(Repository repository, String name, ObjectId object) {
    RefUpdate update = begin(repository, name);
    update.setNewObjectId(object);
    finish(update, Way.MOVE);
  }

  /** Creates a ref; false when somebody else has. */
  public static boolean create(Repository repository, String name, ObjectId object) {
    RefUpdate update = begin(repository, name);
    update.setNewObjectId(object);
    update.setExpectedOldObjectId(ObjectId.zeroId());
    return finish(update, Way.CREATE);
  }

  /** Moves a ref that stands where we believe; false when it does not. */
  public static boolean advance(Repository repository, String name, ObjectId from, ObjectId to) {
    RefUpdate update = begin(repository, name);
    update.setNewObjectId(to);
    update.setExpectedOldObjectId(from);
    return finish(update, Way.CREATE);
  }

  /** Deletes a ref, or finds it gone. */
  public static void delete(Repository repository, String name) {
    finish(begin(repository, name), Way.DELETE);
  }

  private static RefUpdate begin(Repository repository, String name) {
    try {
      RefUpdate update = repository.updateRef(name, true);
      update.setForceUpdate(true);
      update.disableRefLog();
      return update;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean finish(RefUpdate update, Way way) {
    try {
      RefUpdate.Result result = way == Way.DELETE ? update.delete() : update.update();
      return switch (result) {
        case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> true;
        case LOCK_FAILURE, REJECTED, REJECTED_CURRENT_BRANCH -> {
          if (way != Way.CREATE) {
            throw new IllegalStateException(update.getName() + ": " + result);
          }
          yield false;
        }
        case NOT_ATTEMPTED, IO_FAILURE, RENAMED, REJECTED_MISSING_OBJECT, REJECTED_OTHER_REASON ->
            throw new IllegalStateException(update.getName() + ": " + result);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private enum Way {
    CREATE,
    MOVE,
    DELETE
  }
}
