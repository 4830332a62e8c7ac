package io.charttagger.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.charttagger.local.lambda.LambdaHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What the JVM of a process counts itself, asked over JMX. */
final class InsideJvm implements AutoCloseable {
  private final JMXConnector connector;
  private final MBeanServerConnection beans;

  private InsideJvm(JMXConnector connector) throws IOException {
    this.connector = connector;
    this.beans = connector.getMBeanServerConnection();
  }

  /** Connects to that process. */
  @SuppressWarnings("BanJNDI") // The process is one that we have started on this machine.
  static InsideJvm of(LambdaHost process) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(process.processId()));
      try {
        String address = machine.startLocalManagementAgent();
        return new InsideJvm(JMXConnectorFactory.connect(new JMXServiceURL(address)));
      } finally {
        machine.detach();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (AttachNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The sums since its start.
   *
   * @param cpu processor time of all threads, the compiler's and the collector's included
   * @param allocated bytes that Java code has allocated
   */
  record Sums(Duration cpu, long allocated) {
    Sums since(Sums earlier) {
      return new Sums(cpu.minus(earlier.cpu), allocated - earlier.allocated);
    }

    Sums dividedBy(int count) {
      return new Sums(cpu.dividedBy(count), allocated / count);
    }
  }

  Sums sums() {
    return new Sums(
        Duration.ofNanos(number("OperatingSystem", "ProcessCpuTime")),
        number("Threading", "TotalThreadAllocatedBytes"));
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long number(String bean, String attribute) {
    try {
      return ((Number) beans.getAttribute(new ObjectName("java.lang:type=" + bean), attribute))
          .longValue();
    } catch (JMException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
