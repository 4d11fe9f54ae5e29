import { type ReactNode, useEffect, useState } from 'react';
import { loadRegister, type Register, writtenDay } from './register.js';

/** The line at the top: what this is, what the graph says of its data, and, if there is one, the problem that kept the operations away. */
export function Masthead({ problem }: { readonly problem: string | null }): ReactNode {
  return (
    <header className="pn-masthead">
      <a className="pn-skip" href="#pn-answer">
        Đến kết quả · <span lang="en">Skip to the answer</span>
      </a>
      <h1>Phát Ngôn</h1>
      <p>
        Mạng lưới người phát ngôn của cơ quan hành chính nhà nước
        <span lang="en">The national graph of Vietnam’s press spokespersons</span>
      </p>
      <RegisterLines />
      {problem === null ? null : <Problem reason={problem} />}
    </header>
  );
}

/** Nothing until the graph has answered, and nothing at all where it cannot say. */
function RegisterLines(): ReactNode {
  const [register, setRegister] = useState<Register | null>(null);
  useEffect(() => void loadRegister().then(setRegister), []);
  if (register === null) return null;
  const { day, synthetic } = register;
  return (
    <div className="pn-register">
      <p>
        Dữ liệu đến ngày <time dateTime={day}>{writtenDay(day, 'vi')}</time>
        <span lang="en">
          Data as of <time dateTime={day}>{writtenDay(day, 'en')}</time>
        </span>
      </p>
      {synthetic ? (
        <p className="pn-synthetic">
          <strong>Dữ liệu minh họa:</strong> người và liên lạc là hư cấu
          <span lang="en">
            <strong>Synthetic data:</strong> persons and contacts are made up
          </span>
        </p>
      ) : null}
    </div>
  );
}

function Problem({ reason }: { readonly reason: string }): ReactNode {
  return (
    <div className="pn-problem" role="alert">
      <p>
        Lỗi: không tải được các truy vấn mẫu. <span lang="en">Error: the sample operations could not be loaded.</span>{' '}
        <code>{reason}</code>
      </p>
      <button type="button" onClick={() => location.reload()}>
        Thử lại · <span lang="en">Try again</span>
      </button>
    </div>
  );
}
