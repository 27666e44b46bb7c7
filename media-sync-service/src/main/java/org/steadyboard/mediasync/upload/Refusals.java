package org.steadyboard.mediasync.upload;

import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.error.ProblemMappers;
import org.steadyboard.media.DiskFull;
import org.steadyboard.media.FileTooLarge;
import org.steadyboard.media.StoreBusy;
import org.steadyboard.media.StoreRefusal;
import org.steadyboard.media.TooManyUploads;
import org.steadyboard.media.UploadStands;
import org.steadyboard.media.WrongContent;

/** What the store or a broken body ended a request with, as a problem. */
public class Refusals {

  private final ProblemMappers problems = new ProblemMappers();

  @ServerExceptionMapper
  public Response refused(StoreRefusal refusal) {
    var code =
        switch (refusal) {
          case DiskFull e -> ProblemCode.DISK_NEARLY_FULL;
          case FileTooLarge e -> ProblemCode.TOO_LARGE;
          case TooManyUploads e -> ProblemCode.TOO_MANY_UPLOADS;
          case StoreBusy e -> ProblemCode.UPLOAD_BUSY;
          case UploadStands e -> ProblemCode.ID_TAKEN;
          case WrongContent e -> ProblemCode.DIGEST_MISMATCH;
        };
    return problems.problem(new Problem(code, code.title()));
  }

  /** Who let it come to this may be anywhere in the body: the connection is of no more use. */
  @ServerExceptionMapper
  public Response broken(BodyBroken broken) {
    var told = problems.problem(new Problem(broken.code(), broken.code().title()));
    return Response.fromResponse(told).header("Connection", "close").build();
  }
}
