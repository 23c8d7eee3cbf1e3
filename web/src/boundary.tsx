/** Keeps an error of one part of the page from taking the rest with it. */
import { Component, type ReactNode } from "react";

interface Props {
  what: string;
  children: ReactNode;
}

export class Boundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div role="alert" className="space-y-3 p-6">
        <p>{this.props.what} ran into an error. Your session is safe on the server.</p>
        <button type="button" className="button" onClick={() => this.setState({ failed: false })}>
          Show it again
        </button>
      </div>
    );
  }
}
