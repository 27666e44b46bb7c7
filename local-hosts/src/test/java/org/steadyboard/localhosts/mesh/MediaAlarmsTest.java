package org.steadyboard.localhosts.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MediaAlarmsTest {

  @Test
  void onlyAlarmsThatStandAreTold() {
    assertThat(
            MediaAlarms.standing(
                """
                # TYPE media_alarm gauge
                media_alarm{name="rotten-file"} 1.0
                media_alarm{name="wrong-file"} 0.0
                media_alarm{host="a",name="disk-nearly-full",} 1.0
                media_backlog_files 1.0
                worker_failures_total{name="media-scrub"} 1.0
                """))
        .containsExactly("disk-nearly-full", "rotten-file");
  }
}
