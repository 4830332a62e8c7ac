package io.charttagger.local.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Lets containers of this machine reach servers that listen on its loopback address only: relays
 * their ports from the address that containers know as {@code host.docker.internal}. On Linux that
 * is the address of a bridge, which no other machine reaches; Docker Desktop relays to loopback by
 * itself.
 */
final class ContainerRelays implements AutoCloseable {
  private static final int BACKLOG = 128;
  private static final Predicate<String> BRIDGE =
      Pattern.compile("docker\\d+|br-.+|podman\\d+|cni.*").asMatchPredicate();

  private final List<ServerSocket> doors = new ArrayList<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private ContainerRelays() {}

  /** Relays these ports from every bridge of a container engine that there is. */
  static ContainerRelays to(Collection<Integer> ports) {
    return from(bridges(), ports);
  }

  /** Relays these ports from these addresses. */
  static ContainerRelays from(Collection<InetAddress> addresses, Collection<Integer> ports) {
    ContainerRelays relays = new ContainerRelays();
    try {
      for (InetAddress address : addresses) {
        for (int port : ports) {
          relays.open(new ServerSocket(port, BACKLOG, address));
        }
      }
      return relays;
    } catch (IOException failure) {
      relays.close();
      throw new UncheckedIOException(failure);
    }
  }

  /** False when no bridge was found: containers may not reach this machine then. */
  boolean areOpen() {
    return !doors.isEmpty();
  }

  @Override
  public void close() {
    doors.forEach(ContainerRelays::closed);
    connections.forEach(ContainerRelays::closed);
    threads.shutdownNow();
  }

  private void open(ServerSocket door) {
    doors.add(door);
    threads.execute(
        () -> {
          try {
            while (true) {
              Socket connection = door.accept();
              threads.execute(() -> relay(connection, door.getLocalPort()));
            }
          } catch (IOException closing) {
            return;
          }
        });
  }

  private void relay(Socket container, int port) {
    try (container;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      connections.add(container);
      connections.add(server);
      server.setTcpNoDelay(true);
      container.setTcpNoDelay(true);
      Thread back = Thread.ofVirtual().start(() -> copy(server, container));
      copy(container, server);
      back.join();
      connections.remove(server);
    } catch (IOException gone) {
      // One side hung up: the other one is closed with it, and sees that.
      return;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(container);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException gone) {
      closed(from);
      closed(to);
    }
  }

  private static List<InetAddress> bridges() {
    try {
      return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
          .filter(it -> BRIDGE.test(it.getName()))
          .flatMap(NetworkInterface::inetAddresses)
          .filter(Inet4Address.class::isInstance)
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void closed(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
